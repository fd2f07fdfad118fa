import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { ImportError } from "../log/errors.ts";
import { createTally } from "../log/import-tally.ts";
import { nothingToKeep } from "../log/nothing-to-keep.ts";
import { rejected } from "../log/parser.ts";
import { openLog, readLog, toLogEntry } from "../log/read-log.ts";
import { chooseMe } from "./choose-me.ts";
import { openPaths } from "./chosen-paths.ts";
import { toEntryLine } from "./entry-line.ts";

/** What the command prints as its last line. */
export interface ImportReport {
  readonly format: string;
  readonly entries: number;
  readonly self: number;
  readonly other: number;
  readonly undated: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly me: { readonly names: readonly string[]; readonly certainty: string; readonly evidence: string };
  /** Only when the files do not say which of them is the person. */
  readonly authors?: readonly { readonly name: string; readonly entries: number }[];
  readonly warnings: readonly string[];
  readonly seconds: number;
  readonly peakMemoryBytes: number;
}

/** Reads exports as the app does, without storing anything; with `out`, writes the entries as JSON lines. */
export async function importPaths(
  paths: readonly string[],
  options: { readonly me?: string | undefined; readonly out?: string | undefined } = {},
): Promise<ImportReport> {
  const startedMs = performance.now();
  const { signal } = new AbortController();
  const { files, rejections } = await openPaths(paths);
  const log = await openLog(files, { signal });
  const tally = createTally();
  for (const rejection of rejections) tally.add(rejected(rejection));
  for await (const item of readLog(log, { signal })) tally.add(item);
  const found = tally.result();
  if (found.entries === 0) throw nothingToKeep(paths.join(", "), found.rejections);
  const { names, warning } = chooseMe(found, options.me);

  if (options.out !== undefined) {
    const out = createWriteStream(options.out);
    for await (const item of readLog(log, { signal })) {
      if (item.kind !== "entry") continue;
      if (!out.write(`${toEntryLine(toLogEntry(item.entry, new Set(names), ""))}\n`)) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
  }
  const { own } = tally.result({ me: names });
  return {
    format: log.format,
    entries: found.entries,
    self: own,
    other: found.entries - own,
    undated: found.undated,
    rejected: Object.fromEntries(found.rejections.map(({ reason, count }) => [reason, count])),
    firstAt: toIso(found.firstSentAt),
    lastAt: toIso(found.lastSentAt),
    me: { ...found.me, names },
    ...(found.me.certainty === "certain"
      ? {}
      : { authors: found.authors.map(({ name, entries }) => ({ name, entries })) }),
    warnings: warning === null ? found.warnings : [...found.warnings, warning],
    seconds: Math.round(performance.now() - startedMs) / 1000,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

async function main(): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { me: { type: "string" }, out: { type: "string" } },
    });
    if (positionals.length === 0) {
      throw new ImportError("nothing-chosen", "Usage: npm run --silent import -- PATH… [--me NAME] [--out FILE.jsonl]");
    }
    console.log(JSON.stringify(await importPaths(positionals, values)));
  } catch (error) {
    const code = error instanceof ImportError ? error.code : "failed";
    const message = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ error: { code, message } }));
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
