import { ratePerWord } from "../style-feature.ts";

/** Colons per word, times of day left out. */
export const colons = ratePerWord(/:(?!\d)/gu, {
  name: "colons",
  smallest: 0.012,
  one: "colon",
  many: "colons",
  akin: /\b(?:such as|for example|that is|like|namely|these|following)\b/iu,
});
