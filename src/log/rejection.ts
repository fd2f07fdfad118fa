/** Why a record of a file did not become an entry: stable names, shown with the words below. */
export const rejectionMessages = {
  "empty-text": "There is no text in it.",
  retweet: "A retweet: somebody else’s words.",
  superseded: "An earlier wording of a post that you edited later.",
  "system-event": "Not a message, but a note by the platform (joined, left, renamed).",
  "quoted-text": "Quoted from somebody else.",
  "code-block": "Program code, not writing.",
  embed: "A picture or an embedded file.",
  "broken-json": "This is not valid JSON.",
  "broken-record": "The record has another shape than this format has.",
  "too-long": "Longer than anything a person writes in one piece; left out to keep the rest safe.",
  "too-deep": "Nested deeper than this format ever is.",
  "cut-off": "The file ends in the middle of it.",
  "binary-data": "Not text.",
  duplicate: "The same entry occurs twice in these files.",
  "unsafe-path": "Its path points outside the archive.",
  symlink: "A link to another place, not a file.",
  "duplicate-name": "A second file with the same name in one archive.",
  unreadable: "The file could not be read to its end.",
} as const;

export type RejectionReason = keyof typeof rejectionMessages;

/** A record that did not become an entry, and where it stands. */
export interface Rejection {
  readonly reason: RejectionReason;
  /** File and line, element or byte, for people. */
  readonly place: string;
  /** At most `maxExcerptChars` characters; shown, never logged. */
  readonly excerpt: string;
}

const maxExcerptChars = 120;

/** Makes a rejection with a short, one-line excerpt. */
export function reject(reason: RejectionReason, place: string, text = ""): Rejection {
  const line = text
    .slice(0, maxExcerptChars * 2)
    .replace(/\s+/g, " ")
    .trim();
  const excerpt = line.length > maxExcerptChars ? `${line.slice(0, maxExcerptChars - 1)}…` : line;
  return { reason, place, excerpt: excerpt.toWellFormed() };
}
