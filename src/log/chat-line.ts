import { type DateHeading, type NumericOrder, readDateHeading } from "./date-heading.ts";

/** A line of a chat: who says what, and when. */
export interface ChatLine {
  /** Null in what the platform notes by itself (“Ann left”). */
  readonly name: string | null;
  readonly text: string;
  readonly hasStamp: boolean;
  /** The date of the stamp; null without one, and when it is only a time. */
  readonly heading: DateHeading | null;
}

/** `[12/09/2020, 23:55] `, `12/9/20, 11:55 pm - `, `[10:30] `; bytes of direction (U+200E) may stand before and after. */
const stampPattern = /^[\u200e\u200f]?(?:\[([^\]]{4,40})\]|(\d[^\]]{3,38}?)\s[-–—])\s*[\u200e\u200f]?/u;
const nickPattern = /^<[@+~ ]?([^<>\s]{1,40})>\s+(.*)$/u;
/** The space after the colon tells a speaker from an address or a time. */
const namePattern = /^\*{0,2}([~@+]?\s?[\p{L}\p{N}\p{So}][^:<>*|=]{0,39}?)\*{0,2}:\*{0,2}(?:\s+(.*))?$/u;

/** Reads a line as one of a chat (`Ann: hello`, `<ann> hello`, with or without a time before it), or gives null. */
export function readChatLine(line: string, order: NumericOrder = "day-first"): ChatLine | null {
  const start = line.slice(0, 200);
  const stamp = stampPattern.exec(start);
  const stampText = (stamp?.[1] ?? stamp?.[2] ?? "").replace(/[\u202f\u00a0]/g, " ");
  const hasStamp = /\d{1,2}[:.h]\d{2}/.test(stampText);
  const rest = hasStamp ? line.slice(stamp?.[0].length) : line;
  const speaker = nickPattern.exec(rest) ?? namePattern.exec(rest);
  const name = speaker?.[1]?.trim();
  const isName = name !== undefined && (hasStamp || /^[^.!?,;“”"()[\]]+$/u.test(name)) && name.split(/\s+/).length <= 5;
  if (!isName && !hasStamp) return null;
  return {
    name: isName ? name : null,
    text: (isName ? (speaker?.[2] ?? "") : rest).replace(/^[\u200e\u200f]+/, ""),
    hasStamp,
    heading: hasStamp ? readDateHeading(withCentury(stampText), order) : null,
  };
}

/** Years of two digits are those of this century: chats are no older. */
function withCentury(stamp: string): string {
  return stamp.replace(/^(\d{1,2}([./-])\d{1,2}\2)(\d{2})(?=\D|$)/, "$120$3");
}

/** Whether a message only stands for a picture or a film that was not exported. */
export function isOmittedMedia(text: string): boolean {
  return /^<[^<>]{1,40}(?:omitted|attached[^<>]*)>$|^(?:image|video|audio|sticker|GIF|document) omitted$|^<attached: [^<>]+>$/i.test(
    text.trim(),
  );
}

/** Counts the lines of a text that look like a chat, and decides. */
export interface ChatSurvey {
  add(line: string): ChatLine | null;
  /** `lines`: all lines with text. Null when it is no chat. */
  decide(lines: number): { readonly isStamped: boolean } | null;
}

const maxNames = 500;

/** Starts counting. */
export function createChatSurvey(): ChatSurvey {
  const stampedNames = new Set<string>();
  const plainNames = new Set<string>();
  let stamped = 0;
  let stampedNamed = 0;
  let plainNamed = 0;
  return {
    add(line) {
      const read = readChatLine(line);
      if (read === null) return null;
      if (read.hasStamp) stamped++;
      if (read.name === null) return read;
      if (read.hasStamp) stampedNamed++;
      else plainNamed++;
      const names = read.hasStamp ? stampedNames : plainNames;
      if (names.size < maxNames) names.add(read.name);
      return read;
    },
    decide(lines) {
      // In a chat the same names come again and again; in a list of headings or ingredients each comes once.
      const recurs = (names: ReadonlySet<string>, count: number): boolean => count >= 3 && count >= names.size * 1.5;
      if (recurs(stampedNames, stampedNamed) && stampedNamed * 2 >= stamped && stampedNamed * 4 >= lines) {
        return { isStamped: true };
      }
      const isPlain = plainNames.size >= 2 && plainNames.size <= 50 && plainNamed * 10 >= lines * 6;
      return isPlain && recurs(plainNames, plainNamed) ? { isStamped: false } : null;
    },
  };
}
