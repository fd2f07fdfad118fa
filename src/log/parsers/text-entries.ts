import { createOrdinals, hashContent } from "../content-id.ts";
import { cutText, maxEntryChars } from "../cut-text.ts";
import { readDatedLine, readDateHeading } from "../date-heading.ts";
import type { LogSource } from "../log-entry.ts";
import { type ParseContext, type ParsedItem, rejected } from "../parser.ts";
import type { ReadDate } from "../read-date.ts";
import { readLines } from "../read-lines.ts";
import { reject } from "../rejection.ts";
import { baseName, type ProbedFile } from "../source-file.ts";
import { cleanText } from "../text-encoding.ts";
import { createTextFilter } from "../text-filter.ts";
import { isSeparator, maxTextLineBytes, type TextLayout } from "../text-survey.ts";
import { fileWarnings } from "./file-warnings.ts";

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

/** Blocks longer than this are handed on before they end, so that memory stays bounded. */
const flushChars = maxEntryChars * 10;

/** Reads one text a second time and yields its entries by the layout that was found. */
export async function* readTextEntries(
  file: ProbedFile,
  context: ParseContext,
  layout: TextLayout,
  origin: TextOrigin,
): AsyncGenerator<ParsedItem, void, undefined> {
  const filter = createTextFilter(origin.isMarkdown);
  const ordinal = createOrdinals();
  const name = baseName(file.path);
  let block: string[] = [];
  let blockChars = 0;
  let date = origin.date;
  let isDated = false;
  let hasGap = false;
  let fallbackLines = 0;
  let removedControls = 0;
  let items: ParsedItem[] = [];

  const flush = (): void => {
    const raw = trimSeparators(block).join("\n");
    block = [];
    blockChars = 0;
    // What was taken out leaves one blank line behind, not several.
    const text = cleanText(hasGap ? raw.replace(/\n(?:[ \t]*\n){2,}/g, "\n\n") : raw);
    hasGap = false;
    if (raw.includes("\0")) removedControls++;
    for (const piece of cutText(text)) {
      const hash = hashContent(origin.author, date?.sentAt ?? null, piece);
      items.push({
        kind: "entry",
        entry: {
          id: ordinal(`text:${hash}`),
          source: origin.source,
          author: origin.author,
          isOwn: null,
          sentAt: date?.sentAt ?? null,
          isLocalTime: date?.isLocalTime ?? false,
          register: isDated ? "diary" : origin.register,
          recipient: null,
          text: piece,
          context: origin.context,
        },
      });
    }
  };
  const add = (line: string): void => {
    block.push(line);
    blockChars += line.length + 1;
    if (blockChars > flushChars) flush();
  };
  let openDay: { readonly line: number; readonly text: string } | undefined;
  let hasTextToday = true;
  // [T7] A day without a word is counted, not silently dropped.
  const closeDay = (): void => {
    flush();
    if (openDay && !hasTextToday) {
      items.push(rejected(reject("empty-text", `${name}, line ${openDay.line}`, openDay.text)));
    }
    openDay = undefined;
  };

  for await (const batch of readLines(file, context, maxTextLineBytes)) {
    for (const { text, number, isTooLong, isFallback } of batch) {
      if (isFallback) fallbackLines++;
      if (isTooLong) {
        items.push(rejected(reject("too-long", `${name}, line ${number}`, text)));
        continue;
      }
      const line = filter.next(text, number);
      if (line === null) {
        hasGap = true;
        continue;
      }
      if (layout.kind === "dated") {
        const heading = readDateHeading(line, layout.order);
        const dated = heading === null && layout.hasDatedLines ? readDatedLine(line) : null;
        if (heading || dated) {
          closeDay();
          date = heading?.date ?? dated?.date ?? null;
          isDated = true;
          openDay = { line: number, text: line };
          hasTextToday = dated !== null;
          if (dated) add(dated.text);
          continue;
        }
        if (!isSeparator(line)) hasTextToday = true;
      } else if (layout.kind === "lines" || (layout.kind === "blocks" && isSeparator(line))) {
        flush();
        if (layout.kind === "blocks") continue;
      }
      add(line);
    }
    for (const { reason, line, text } of filter.takeStripped()) {
      items.push(rejected(reject(reason, `${name}, line ${line}`, text)));
    }
    yield* items;
    items = [];
  }
  filter.end();
  for (const { reason, line, text } of filter.takeStripped()) {
    items.push(rejected(reject(reason, `${name}, line ${line}`, text)));
  }
  closeDay();
  yield* items;
  yield* fileWarnings(file, fallbackLines, 0);
  if (removedControls > 0) {
    yield { kind: "warning", message: `“${name}” holds zero bytes; they were left out.` };
  }
}

/** Rules and blank lines at the edges of a block are layout, not text. */
function trimSeparators(lines: readonly string[]): readonly string[] {
  const isText = (line: string): boolean => !isSeparator(line);
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}
