import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** “I”, “me”, “my” per word. */
export const firstPerson = ratePerWord(/(?<![\p{L}'’])(?:i|me|my|mine|myself)(?![\p{L}])/giu, {
  name: "first-person",
  smallest: 0.03,
  describe: (value, mean) =>
    `Of “I”, “me” and “my” you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
