import { detectFormats } from "./detect.ts";
import { ImportError } from "./errors.ts";
import type { LogEntry, LogSource } from "./log-entry.ts";
import { type ChosenFile, openSources } from "./open-sources.ts";
import { type Dataset, type ParsedEntry, type ParsedItem, rejected } from "./parser.ts";
import { reject } from "./rejection.ts";
import { baseName } from "./source-file.ts";

/** Chosen files whose formats are known; may be read as often as one likes. */
export interface OpenedLog {
  readonly datasets: readonly Dataset[];
  /** What was refused and noted before any record was read. */
  readonly items: readonly ParsedItem[];
  readonly totalBytes: number;
  /** Formats in words, e.g. “X/Twitter archive, Markdown”. */
  readonly format: string;
  /** Overrides the source of every entry, for pasted text and the sample writer. */
  readonly as: LogSource | null;
}

/** Opens files and finds their formats. Throws `ImportError` when they cannot be opened or are of no known format. */
export async function openLog(
  chosen: readonly ChosenFile[],
  options: { readonly signal: AbortSignal; readonly as?: LogSource | undefined },
): Promise<OpenedLog> {
  const sources = await openSources(chosen, options.signal);
  const refused = sources.rejections.map(rejected);
  if (sources.files.length === 0 && refused.length > 0) {
    if (sources.rejections.every(({ reason }) => reason === "unreadable")) {
      throw new ImportError(
        "zip-damaged",
        "No file in this archive can be unpacked here. Download it again, or unpack it and choose the folder.",
      );
    }
    throw new ImportError("zip-unsafe", "Every file in this archive has a path that is not allowed. Nothing was read.");
  }
  const { datasets, warnings } = detectFormats(sources.files);
  const notes = [...sources.warnings, ...warnings].map((message) => ({ kind: "warning", message }) as const);
  const files = datasets.flatMap((dataset) => dataset.files);
  return {
    datasets,
    items: [...refused, ...notes],
    totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    format: [...new Set(datasets.map((dataset) => dataset.parser.title))].join(", "),
    as: options.as ?? null,
  };
}

/** Reads every record once, in the same order each time; the second occurrence of an entry becomes a rejection. */
export async function* readLog(
  log: OpenedLog,
  options: { readonly signal: AbortSignal; readonly onBytes?: ((bytes: number) => void) | undefined },
): AsyncGenerator<ParsedItem, void, undefined> {
  yield* log.items;
  const seen = new Set<string>();
  const damaged = new Set<string>();
  for (const { parser, files } of log.datasets) {
    const context = {
      signal: options.signal,
      onBytes: options.onBytes ?? (() => undefined),
      onDamage: (path: string) => void damaged.add(path),
    };
    for await (const item of parser.parse(files, context)) {
      if (item.kind === "entry" && seen.has(item.entry.id)) {
        yield rejected(reject("duplicate", baseName(files[0]?.path ?? ""), item.entry.text));
      } else if (item.kind === "entry") {
        seen.add(item.entry.id);
        yield log.as === null ? item : { kind: "entry", entry: { ...item.entry, source: log.as } };
      } else yield item;
    }
  }
  for (const path of damaged) yield rejected(reject("unreadable", path));
}

/** The author of entries whose format names nobody. */
export const unnamedAuthor = "me";

/** Makes the entry that is stored, once it is known which authors the person is. */
export function toLogEntry(parsed: ParsedEntry, me: ReadonlySet<string>, importId: string): LogEntry {
  const author = parsed.author ?? unnamedAuthor;
  return { ...parsed, author, importId, isOwn: parsed.isOwn ?? me.has(author), isExcluded: false };
}
