import { ratePerWord } from "../style-feature.ts";

/** Dashes between words, of all kinds, per word. */
export const dashes = ratePerWord(/[–—]|(?<=\s)-{1,2}(?=\s)|(?<=\p{L})--(?=\p{L})/gu, {
  name: "dashes",
  smallest: 0.012,
  one: "dash",
  many: "dashes",
  group: "dashes",
  akin: /[,:(] ?(?:and|but|which|who|because|then|not|so|as|while|or|though)\b/iu,
});
