import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Opening parentheses and brackets per word. */
export const parentheses = ratePerWord(/[([](?=\S)/gu, {
  name: "parentheses",
  smallest: 0.012,
  describe: (value, mean) =>
    `Of parentheses you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
