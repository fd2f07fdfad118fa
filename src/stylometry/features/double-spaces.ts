import { sayShare } from "../plain-numbers.ts";
import { shareOfChoices } from "../style-feature.ts";

/** Two spaces against one after a sentence. */
export const doubleSpaces = shareOfChoices(/(?<=[.!?]) {2,}(?=\S)/gu, /(?<=[.!?]) (?=\S)/gu, {
  name: "double-spaces",
  fewest: 3,
  smallest: 0.4,
  describe: (value, mean) =>
    `You leave two spaces after ${sayShare(mean)} of your sentences; here it is ${sayShare(value)}.`,
});
