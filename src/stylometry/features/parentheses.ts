import { ratePerWord } from "../style-feature.ts";

/** Opening parentheses and brackets per word. */
export const parentheses = ratePerWord(/[([](?=\S)/gu, {
  name: "parentheses",
  smallest: 0.012,
  one: "parenthesis",
  many: "parentheses",
  akin: /, (?:which|who|or|as|though|because|not|and)\b[^,]*,/iu,
});
