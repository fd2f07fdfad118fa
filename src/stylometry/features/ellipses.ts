import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Trailing dots per word. */
export const ellipses = ratePerWord(/\.{2,}|…/gu, {
  name: "ellipses",
  smallest: 0.012,
  describe: (value, mean) =>
    `Of trailing dots (…) you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
