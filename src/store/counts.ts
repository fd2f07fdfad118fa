import type { LogEntry } from "../log/log-entry.ts";
import { toEntry } from "./entry-row.ts";
import type { CountsRow, Database } from "./schema.ts";

type Counted = Pick<LogEntry, "source" | "register" | "isOwn" | "isExcluded">;

/** Counts of a log without entries. */
const nothing: CountsRow = {
  key: "log",
  entries: 0,
  ownEntries: 0,
  excludedEntries: 0,
  sources: new Map(),
  registers: new Map(),
};

/** The counts after entries came (`step` 1) or went (`step` −1). */
export function withEntries(counts: CountsRow, entries: Iterable<Counted>, step: 1 | -1): CountsRow {
  const sources = new Map(counts.sources);
  const registers = new Map(counts.registers);
  let all = counts.entries;
  let own = counts.ownEntries;
  let excluded = counts.excludedEntries;
  for (const entry of entries) {
    all += step;
    if (entry.isOwn) own += step;
    if (entry.isExcluded) excluded += step;
    add(sources, entry.source, step);
    add(registers, entry.register, step);
  }
  return { key: "log", entries: all, ownEntries: own, excludedEntries: excluded, sources, registers };
}

function add<K>(counts: Map<K, number>, key: K, step: number): void {
  const after = (counts.get(key) ?? 0) + step;
  if (after === 0) counts.delete(key);
  else counts.set(key, after);
}

/** Reads the counts, or null when they are missing or damaged. */
export async function readCounts(db: Database): Promise<CountsRow | null> {
  const row: CountsRow | undefined = await db.counts.get("log");
  if (row === undefined) return null;
  const numbers = [row.entries, row.ownEntries, row.excludedEntries];
  if (!(row.sources instanceof Map) || !(row.registers instanceof Map)) return null;
  return [...numbers, ...row.sources.values(), ...row.registers.values()].every(isCount) ? row : null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Counts everything anew; only where the counts are missing or damaged, and to prove them right. */
export async function recount(db: Database): Promise<CountsRow> {
  let counts = nothing;
  let after = -1;
  for (;;) {
    const rows = await db.entries.where("n").above(after).limit(2000).toArray();
    const last = rows.at(-1);
    if (last === undefined) return counts;
    after = last.n;
    counts = withEntries(
      counts,
      rows.flatMap((row) => toEntry(row) ?? []),
      1,
    );
  }
}

/** Keeps the counts in step, inside the transaction that adds or removes. */
export async function changeCounts(db: Database, change: (counts: CountsRow) => CountsRow): Promise<void> {
  const present = await readCounts(db);
  // Counted anew, they hold the change already: the entries were written first.
  await db.counts.put(present === null ? await recount(db) : change(present));
}
