import { shareOfChoices } from "../style-feature.ts";

/** Two spaces against one after a sentence. */
export const doubleSpaces = shareOfChoices(/(?<=[.!?]) {2,}(?=\S)/gu, /(?<=[.!?]) (?=\S)/gu, {
  name: "double-spaces",
  fewest: 3,
  smallest: 0.4,
  habit: "leave two spaces after a sentence",
});
