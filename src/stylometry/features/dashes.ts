import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Dashes between words, of all kinds, per word. */
export const dashes = ratePerWord(/[–—]|(?<=\s)-{1,2}(?=\s)|(?<=\p{L})--(?=\p{L})/gu, {
  name: "dashes",
  smallest: 0.012,
  describe: (value, mean) => `Of dashes you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
