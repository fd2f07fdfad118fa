import { createOrdinals, hashContent } from "../content-id.ts";
import { cutText, maxEntryChars } from "../cut-text.ts";
import type { LogSource } from "../log-entry.ts";
import { type ParsedItem, rejected } from "../parser.ts";
import type { ReadDate } from "../read-date.ts";
import { type RejectionReason, reject } from "../rejection.ts";
import { cleanText } from "../text-encoding.ts";
import { isSeparator } from "../text-survey.ts";

/** What all entries of one text have in common. */
export interface TextOrigin {
  readonly source: LogSource;
  readonly isMarkdown: boolean;
  readonly author: string | null;
  readonly context: string | null;
  /** The date of the whole file; a date within the text goes before it. */
  readonly date: ReadDate | null;
  readonly register: string;
}

/** Gathers the lines of one text into entries. */
export interface TextBlocks {
  /** Adds a line to the entry that is open. */
  add(line: string): void;
  /** Notes that something was taken out here. */
  markGap(): void;
  /** Ends the entry that is open; without lines there is none. */
  end(): void;
  /** Ends the entry that is open and begins a day, named by its heading. */
  startDay(date: ReadDate, place: string, heading: string): void;
  /** Ends the entry that is open and begins what somebody says in a chat; what others said before is its context. */
  startTurn(author: string, date: ReadDate | null): void;
  /** Ends the entry that is open and counts something that is none. */
  refuse(reason: RejectionReason, place: string, text: string): void;
  /** Ends everything. */
  close(): void;
  /** What came of it since the last call. */
  take(): readonly ParsedItem[];
  readonly zeroBytes: number;
}

/** Blocks longer than this are handed on before they end, so that memory stays bounded. */
const maxContextChars = 1_000;
const flushChars = maxEntryChars * 10;

/** Starts gathering one text. */
export function createTextBlocks(origin: TextOrigin): TextBlocks {
  const ordinal = createOrdinals();
  let lines: string[] = [];
  let chars = 0;
  let hasGap = false;
  let zeroBytes = 0;
  let day: { readonly date: ReadDate; readonly place: string; readonly heading: string; hasText: boolean } | undefined;
  let turn: { readonly author: string; readonly date: ReadDate | null } | undefined;
  let heard: { readonly author: string; readonly text: string }[] = [];
  let items: ParsedItem[] = [];

  /** What the others said since this author spoke last. */
  const takeContext = (author: string): string | null => {
    const since = heard.slice(heard.findLastIndex((said) => said.author === author) + 1);
    const context = since.map((said) => said.text).join("\n");
    return context === "" ? null : context.slice(-maxContextChars).toWellFormed();
  };
  const end = (): void => {
    const raw = trimSeparators(lines).join("\n");
    lines = [];
    chars = 0;
    if (raw.includes("\0")) zeroBytes++;
    // What was taken out leaves one blank line behind, not several.
    const text = cleanText(hasGap ? raw.replace(/\n(?:[ \t]*\n){2,}/g, "\n\n") : raw);
    hasGap = false;
    const date = turn?.date ?? day?.date ?? origin.date;
    const author = turn?.author ?? origin.author;
    const context = turn ? takeContext(turn.author) : origin.context;
    for (const piece of cutText(text)) {
      if (day) day.hasText = true;
      items.push({
        kind: "entry",
        entry: {
          id: ordinal(`text:${hashContent(author, date?.sentAt ?? null, piece)}`),
          source: origin.source,
          author,
          isOwn: null,
          sentAt: date?.sentAt ?? null,
          isLocalTime: date?.isLocalTime ?? false,
          register: turn ? "chat" : day ? "diary" : origin.register,
          recipient: null,
          text: piece,
          context,
        },
      });
    }
    if (turn && text !== "")
      heard = [...heard.slice(-9), { author: turn.author, text: text.slice(0, maxContextChars) }];
  };
  const close = (): void => {
    end();
    // [T7] A day without a word is counted, not silently dropped.
    if (day && !day.hasText) items.push(rejected(reject("empty-text", day.place, day.heading)));
    day = undefined;
  };

  return {
    get zeroBytes() {
      return zeroBytes;
    },
    add(line) {
      lines.push(line);
      chars += line.length + 1;
      if (chars > flushChars) end();
    },
    markGap() {
      hasGap = true;
    },
    end,
    startDay(date, place, heading) {
      close();
      day = { date, place, heading, hasText: false };
    },
    startTurn(author, date) {
      end();
      turn = { author, date };
    },
    refuse(reason, place, text) {
      end();
      items.push(rejected(reject(reason, place, text)));
    },
    close,
    take() {
      const taken = items;
      items = [];
      return taken;
    },
  };
}

/** Rules and blank lines at the edges of a block are layout, not text. */
function trimSeparators(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => !isSeparator(line);
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}
