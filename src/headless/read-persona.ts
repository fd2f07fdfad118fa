import { Persona } from "../app/persona/persona.ts";
import { ImportError } from "../log/errors.ts";
import { createTally } from "../log/import-tally.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { openLog, readLog, toLogEntry } from "../log/read-log.ts";
import { openPaths } from "./chosen-paths.ts";

/** Entries of one person, oldest first as far as they have a time, and what was built from them. */
export interface ReadPersona {
  readonly persona: Persona;
  /** Others' entries among them. */
  readonly entries: readonly LogEntry[];
  /** Milliseconds since the epoch of the newest entry; 0 where none has a time. */
  readonly newestAt: number;
  readonly buildMs: number;
}

/** Reads exports as the import does and builds the persona of their owner; `me` says who that is where they do not. */
export async function readPersona(paths: readonly string[], me?: string): Promise<ReadPersona> {
  const { signal } = new AbortController();
  const { files } = await openPaths(paths);
  const log = await openLog(files, { signal });
  const tally = createTally();
  for await (const item of readLog(log, { signal })) tally.add(item);
  const found = tally.result();
  const names = me === undefined ? found.me.names : [me];
  if (me === undefined && found.me.certainty === "asked") {
    const authors = found.authors.slice(0, 10).map(({ name }) => `“${name}”`);
    throw new ImportError("unknown-author", `Say who you are with --me NAME. The authors are: ${authors.join(", ")}.`);
  }
  const entries: LogEntry[] = [];
  for await (const item of readLog(log, { signal })) {
    if (item.kind === "entry") entries.push(toLogEntry(item.entry, new Set(names), "command"));
  }
  entries.sort((a, z) => (a.sentAt ?? -Infinity) - (z.sentAt ?? -Infinity) || 0);
  const startedAt = performance.now();
  const persona = new Persona();
  for (const entry of entries) persona.add(entry);
  if (persona.size === 0) {
    throw new ImportError(
      "nothing-to-keep",
      "There is no entry of yours in these files; say who you are with --me NAME.",
    );
  }
  const newestAt = entries.reduce((newest, { sentAt }) => Math.max(newest, sentAt ?? 0), 0);
  return { persona, entries, newestAt, buildMs: performance.now() - startedAt };
}
