import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Numbers in digits per word. */
export const numerals = ratePerWord(/(?<![\p{L}\p{N}])\d[\d.,:]*/gu, {
  name: "numerals",
  smallest: 0.03,
  describe: (value, mean) =>
    `Of numbers in digits you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
