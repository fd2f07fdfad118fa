import { ratePerWord } from "../style-feature.ts";

/** “I”, “me”, “my” per word. */
export const firstPerson = ratePerWord(/(?<![\p{L}'’])(?:i|me|my|mine|myself)(?![\p{L}])/giu, {
  name: "first-person",
  smallest: 0.03,
  one: "“I”, “me” or “my”",
  many: "“I”, “me” and “my”",
  akin: /^(?:we|it|he|she|they|there|this|that|the)\b/iu,
});
