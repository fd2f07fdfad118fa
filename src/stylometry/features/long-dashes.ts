import { ratePerWord } from "../style-feature.ts";

/** Long dashes (—) per word: many people never type one. */
export const longDashes = ratePerWord(/—/gu, {
  name: "long-dashes",
  smallest: 0.012,
  one: "long dash (—)",
  many: "long dashes (—)",
  group: "dashes",
  akin: /[,:(] ?(?:and|but|which|who|because|then|not|so|as|while|or|though)\b/iu,
});
