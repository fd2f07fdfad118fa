import { ratePerWord } from "../style-feature.ts";

/** Numbers in digits per word. */
export const numerals = ratePerWord(/(?<![\p{L}\p{N}])\d[\d.,:]*/gu, {
  name: "numerals",
  smallest: 0.03,
  one: "number in digits",
  many: "numbers in digits",
  akin: /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|thousand)\b/iu,
});
