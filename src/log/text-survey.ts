import { createChatSurvey } from "./chat-line.ts";
import { type DateHeading, type NumericOrder, readDatedLine, readDateHeading } from "./date-heading.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";
import type { ParseContext } from "./parser.ts";
import { readLines } from "./read-lines.ts";
import type { ProbedFile } from "./source-file.ts";
import { createTextFilter } from "./text-filter.ts";

/** The layout of a text: how it falls into entries, [T1]. */
export interface TextLayout {
  /** `chat`: a name opens an entry; `dated`: a date does; `blocks`: blank lines part entries; `lines`: each line is one; `whole`. */
  readonly kind: "chat" | "dated" | "blocks" | "lines" | "whole";
  /** In a chat: each message begins with a time, so that a line without one goes on with the message before. */
  readonly isStamped: boolean;
  readonly hasDatedLines: boolean;
  readonly order: NumericOrder;
  /** True when day and month could be told apart nowhere. */
  readonly isOrderGuessed: boolean;
  readonly frontMatter: FrontMatter;
}

/** [J7], [T6] The longest line that is read. */
export const maxTextLineBytes = 8 * 2 ** 20;

/** Whether a line parts blocks: blank, or a rule of dashes, stars or equals signs. */
export function isSeparator(line: string): boolean {
  if (line.length > 200) return line.trim() === "";
  return line.trim() === "" || /^\s*(?:[-_=~]{3,}|(?:\*\s*){3,}|(?:-\s+){2,}-)\s*$/.test(line);
}

/** Reads a text once and decides its layout. */
export async function surveyText(file: ProbedFile, context: ParseContext, isMarkdown: boolean): Promise<TextLayout> {
  const frontMatter = readFrontMatter(isMarkdown ? file.headText : "");
  const filter = createTextFilter(isMarkdown, frontMatter.lines);
  const chat = createChatSurvey();
  const lengths = new Uint32Array(121);
  let headings = 0;
  let isFirstHeading = false;
  let datedLines = 0;
  let lines = 0;
  let blocks = 0;
  let datedBlocks = 0;
  let isAfterSeparator = true;
  let hasUndecided = false;
  let dayFirst = 0;
  let monthFirst = 0;

  const count = (heading: DateHeading): void => {
    hasUndecided ||= heading.needsOrder;
    if (heading.saysOrder === "day-first") dayFirst++;
    if (heading.saysOrder === "month-first") monthFirst++;
  };
  const quiet = { signal: context.signal, onBytes: () => undefined, onDamage: () => undefined };
  for await (const batch of readLines(file, quiet, maxTextLineBytes)) {
    for (const { text, number, isTooLong } of batch) {
      const line = isTooLong ? null : filter.next(text, number);
      if (line === null) continue;
      if (isSeparator(line)) {
        isAfterSeparator = true;
        continue;
      }
      lines++;
      lengths[Math.min(120, line.length)]!++;
      const heading = readDateHeading(line);
      const stamp = chat.add(line)?.heading ?? null;
      if (stamp !== null) count(stamp);
      const isDated = heading === null && readDatedLine(line) !== null;
      if (heading) {
        headings++;
        isFirstHeading ||= lines === 1;
        count(heading);
      }
      if (isDated) datedLines++;
      if (isAfterSeparator) {
        blocks++;
        if (isDated) datedBlocks++;
      }
      isAfterSeparator = false;
    }
    filter.takeStripped();
  }
  const hasDatedLines = datedLines >= 2 && (datedLines * 2 >= lines || datedBlocks * 2 >= blocks);
  const isDated = hasDatedLines || headings >= 2 || (isFirstHeading && lines > 1);
  const found = chat.decide(lines);
  // “Morning: …”, “Evening: …” under dates is a diary.
  const foundChat = found !== null && (found.isStamped || !isDated) ? found : null;
  const kind = foundChat
    ? "chat"
    : isDated
      ? "dated"
      : isMarkdown
        ? "whole"
        : blocks > 1
          ? "blocks"
          : looksLikeList(lengths, lines)
            ? "lines"
            : "whole";
  return {
    kind,
    hasDatedLines,
    order: monthFirst > dayFirst ? "month-first" : "day-first",
    isOrderGuessed: hasUndecided && dayFirst === monthFirst,
    isStamped: foundChat?.isStamped ?? false,
    frontMatter,
  };
}

/**
 * [T4] Lines without a blank one between them are either separate posts or one text that was wrapped: wrapped lines are
 * nearly all about as long as the longest.
 */
function looksLikeList(lengths: Uint32Array, lines: number): boolean {
  if (lines < 3) return false;
  const longest = lengths.findLastIndex((count) => count > 0);
  if (longest > 100) return true;
  let full = 0;
  for (let length = Math.max(0, longest - 15); length <= longest; length++) full += lengths[length] ?? 0;
  return full < (lines - 1) * 0.6;
}
