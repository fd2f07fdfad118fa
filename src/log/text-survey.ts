import { type NumericOrder, readDatedLine, readDateHeading } from "./date-heading.ts";
import type { ParseContext } from "./parser.ts";
import { readLines } from "./read-lines.ts";
import type { SourceFile } from "./source-file.ts";
import { createTextFilter } from "./text-filter.ts";

/** The layout of a text: how it falls into entries, [T1]. */
export interface TextLayout {
  /** `dated`: each date opens an entry; `blocks`: blank lines part entries; `lines`: each line is one; `whole`. */
  readonly kind: "dated" | "blocks" | "lines" | "whole";
  readonly hasDatedLines: boolean;
  readonly order: NumericOrder;
  /** True when day and month could be told apart nowhere. */
  readonly isOrderGuessed: boolean;
  readonly frontMatter: ReadonlyMap<string, string>;
}

/** [J7], [T6] The longest line that is read. */
export const maxTextLineBytes = 8 * 2 ** 20;

/** Whether a line parts blocks: blank, or a rule of dashes, stars or equals signs. */
export function isSeparator(line: string): boolean {
  if (line.length > 200) return line.trim() === "";
  return line.trim() === "" || /^\s*(?:[-_=~]{3,}|(?:\*\s*){3,}|(?:-\s+){2,}-)\s*$/.test(line);
}

/** Reads a text once and decides its layout. */
export async function surveyText(file: SourceFile, context: ParseContext, isMarkdown: boolean): Promise<TextLayout> {
  const filter = createTextFilter(isMarkdown);
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
      const isDated = heading === null && readDatedLine(line) !== null;
      if (heading) {
        headings++;
        isFirstHeading ||= lines === 1;
        hasUndecided ||= heading.needsOrder;
        if (heading.saysOrder === "day-first") dayFirst++;
        if (heading.saysOrder === "month-first") monthFirst++;
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
  const kind = isDated
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
    frontMatter: filter.frontMatter,
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
