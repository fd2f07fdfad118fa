import { sayNumber } from "../plain-numbers.ts";
import type { StyleFeature } from "../style-feature.ts";

/** Words per sentence. */
export const sentenceLength: StyleFeature = {
  name: "sentence-length",
  kind: "average",
  scope: "passage",
  fewest: 2,
  smallest: 3,
  measure({ words, sentences }) {
    const value = words.length / Math.max(1, sentences.length);
    return { value, opportunities: sentences.length, places: sentences };
  },
  describe: ({ value, mean }) =>
    `Your sentences are usually about ${sayNumber(mean)} words; here they are ${sayNumber(value)}.`,
};
