import { sayShare } from "../plain-numbers.ts";
import type { StyleFeature } from "../style-feature.ts";

const greetingLine =
  /^\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern)\b[^\n.?]{0,60}/iu;

/** Entries that begin with a greeting. */
export const greeting: StyleFeature = {
  name: "greeting",
  kind: "share",
  scope: "entry",
  fewest: 1,
  smallest: 0.6,
  measure({ text }) {
    const match = greetingLine.exec(text);
    const places =
      match === null ? [{ start: 0, end: Math.min(text.length, 20) }] : [{ start: 0, end: match[0].length }];
    return { value: match === null ? 0 : 1, opportunities: 1, places };
  },
  describe: ({ value, mean }) =>
    `You begin ${sayShare(mean)} of such entries with a greeting; this one has ${value === 1 ? "one" : "none"}.`,
};
