import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Words of three and more letters all in capitals, per word. */
export const shouting = ratePerWord(/(?<![\p{L}\p{N}])\p{Lu}{3,}(?![\p{L}\p{N}])/gu, {
  name: "shouting",
  smallest: 0.02,
  describe: (value, mean) =>
    `Of words ALL IN CAPITALS you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
});
