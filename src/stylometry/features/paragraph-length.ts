import { sayNumber } from "../plain-numbers.ts";
import { findPlaces } from "../style-text.ts";
import type { StyleFeature } from "../style-feature.ts";

/** Words per paragraph, in whole entries. */
export const paragraphLength: StyleFeature = {
  name: "paragraph-length",
  kind: "average",
  scope: "entry",
  fewest: 2,
  smallest: 12,
  measure({ text, words }) {
    const places = findPlaces(text, /\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*/gu);
    return { value: words.length / Math.max(1, places.length), opportunities: places.length, places };
  },
  describe: ({ value, mean }) =>
    `Your paragraphs are usually about ${sayNumber(mean)} words; here they are ${sayNumber(value)}.`,
};
