import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Colons per word, times of day left out. */
export const colons = ratePerWord(/:(?!\d)/gu, {
  name: "colons",
  smallest: 0.012,
  describe: (value, mean) => `Of colons you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
