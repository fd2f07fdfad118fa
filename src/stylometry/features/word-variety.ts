import { foldWord } from "../../text/words.ts";
import { sayShare } from "../plain-numbers.ts";
import type { StyleFeature } from "../style-feature.ts";

const windowWords = 40;

/** Different words in a moving window of 40 words (MATTR, Covington and McFall 2010): does not fall with length. */
export const wordVariety: StyleFeature = {
  name: "word-variety",
  kind: "average",
  scope: "passage",
  fewest: 60,
  smallest: 0.05,
  measure({ words }) {
    const folded = words.map((word) => foldWord(word.text));
    const counts = new Map<string, number>();
    let sum = 0;
    let windows = 0;
    folded.forEach((word, i) => {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const gone = folded[i - windowWords];
      if (gone !== undefined) {
        const left = (counts.get(gone) ?? 1) - 1;
        if (left === 0) counts.delete(gone);
        else counts.set(gone, left);
      }
      if (i >= windowWords - 1) {
        sum += counts.size / windowWords;
        windows++;
      }
    });
    return { value: windows === 0 ? 0 : sum / windows, opportunities: words.length, places: [] };
  },
  describe: ({ value, mean }) =>
    `Of 40 words in a row, ${sayShare(mean)} are usually different ones; here it is ${sayShare(value)}.`,
};
