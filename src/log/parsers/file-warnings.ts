import type { ParsedItem } from "../parser.ts";
import { baseName, type SourceFile } from "../source-file.ts";

/** What a text file tells of its encoding and dates, once per file. */
export function* fileWarnings(file: SourceFile, fallbackLines: number, unreadDates: number): Generator<ParsedItem> {
  const name = baseName(file.path);
  if (fallbackLines > 0) {
    const lines =
      fallbackLines === 1 ? "1 line is not in UTF-8 and was" : `${fallbackLines} lines are not in UTF-8 and were`;
    yield {
      kind: "warning",
      message: `“${name}”: ${lines} read as Windows-1252. Look at the samples.`,
    };
  }
  if (unreadDates > 0) {
    const dates = unreadDates === 1 ? "1 date" : `${unreadDates} dates`;
    yield { kind: "warning", message: `“${name}”: ${dates} could not be read; these entries have none.` };
  }
}
