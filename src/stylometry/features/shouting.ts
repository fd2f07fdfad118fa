import { ratePerWord } from "../style-feature.ts";

/** Words of three and more letters all in capitals, per word. */
export const shouting = ratePerWord(/(?<![\p{L}\p{N}])\p{Lu}{3,}(?![\p{L}\p{N}])/gu, {
  name: "shouting",
  smallest: 0.02,
  one: "word ALL IN CAPITALS",
  many: "words ALL IN CAPITALS",
  akin: /\b(?:very|really|never|always|must|not once|absolutely)\b/iu,
});
