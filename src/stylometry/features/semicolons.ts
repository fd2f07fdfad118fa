import { ratePerWord } from "../style-feature.ts";

/** Semicolons per word. */
export const semicolons = ratePerWord(/;/gu, {
  name: "semicolons",
  smallest: 0.01,
  one: "semicolon",
  many: "semicolons",
  akin: /, (?:and|but|so|yet)\b/iu,
});
