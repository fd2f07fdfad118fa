import { sayNumber } from "../plain-numbers.ts";
import type { StyleFeature } from "../style-feature.ts";

const longWord = 9;

/** Letters per word; the long words are the places. */
export const wordLength: StyleFeature = {
  name: "word-length",
  kind: "average",
  scope: "passage",
  fewest: 20,
  smallest: 0.4,
  measure({ words }) {
    let letters = 0;
    for (const word of words) letters += word.text.length;
    return {
      value: letters / Math.max(1, words.length),
      opportunities: words.length,
      places: words.filter((word) => word.text.length >= longWord).map(({ start, end }) => ({ start, end })),
    };
  },
  describe: ({ value, mean }) =>
    `Your words usually have ${sayNumber(mean)} letters; here they have ${sayNumber(value)}.`,
};
