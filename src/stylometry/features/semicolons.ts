import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Semicolons per word. */
export const semicolons = ratePerWord(/;/gu, {
  name: "semicolons",
  smallest: 0.01,
  describe: (value, mean) =>
    `Of semicolons you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
