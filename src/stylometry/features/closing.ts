import { sayShare } from "../plain-numbers.ts";
import type { StyleFeature } from "../style-feature.ts";

const closingLine =
  /(?:^|\n)\s*(?:(?:all the |with )?best(?: wishes| regards)?|(?:kind|warm|many)? ?regards|thanks(?: again| a lot| so much)?|thank you|many thanks|cheers|yours(?: \p{L}+)?|sincerely(?: yours)?|love|take care|talk soon|see you)[,.!]?\s*(?:\n\s*[^\n]{0,40}){0,3}$/iu;

/** Entries that end with a closing formula on a line of its own. */
export const closing: StyleFeature = {
  name: "closing",
  kind: "share",
  scope: "entry",
  fewest: 1,
  smallest: 0.6,
  measure({ text }) {
    const match = closingLine.exec(text);
    const start = match?.index ?? Math.max(0, text.trimEnd().length - 20);
    return { value: match === null ? 0 : 1, opportunities: 1, places: [{ start, end: text.trimEnd().length }] };
  },
  describe: ({ value, mean }) =>
    `You end ${sayShare(mean)} of such entries with a closing line; this one has ${value === 1 ? "one" : "none"}.`,
};
