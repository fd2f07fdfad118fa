import { ratePerWord } from "../style-feature.ts";

/** Exclamation marks per word, each of a row counted. */
export const exclamations = ratePerWord(/!+/gu, {
  name: "exclamations",
  smallest: 0.01,
  countsUnits: true,
  one: "exclamation mark",
  many: "exclamation marks",
  akin: /\b(?:love|loved|lovely|happy|glad|thanks|thank you|great|proud|best|wonderful|marvellous|well done|congratulations|hooray|good news|prize|amazing|at last|welcome|please)\b.*\.$/iu,
});
