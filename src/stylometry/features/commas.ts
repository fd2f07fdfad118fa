import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Commas per word. */
export const commas = ratePerWord(/,(?!\d)/gu, {
  name: "commas",
  smallest: 0.025,
  describe: (value, mean) => `Of commas you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
