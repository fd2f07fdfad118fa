import { Dexie } from "dexie";

import type { DamageListener } from "./damage.ts";
import { readCounts, recount } from "./counts.ts";
import type { CountsRow, Database } from "./schema.ts";
import type { LogSummary } from "./store.ts";

/** What the log holds, from counts that are kept and two ends of an index: its cost does not grow with the log. */
export async function summarise(db: Database, onDamage: DamageListener): Promise<LogSummary> {
  const { counts, first, last } = await db.transaction("r", [db.entries, db.counts], async () => {
    const dated = db.entries.where("[at+n]").between([-Number.MAX_VALUE, Dexie.minKey], [Dexie.maxKey, Dexie.maxKey]);
    return {
      counts: await readCounts(db),
      first: (await dated.clone().limit(1).keys())[0],
      last: (await dated.clone().reverse().limit(1).keys())[0],
    };
  });
  const { entries, ownEntries, excludedEntries, sources, registers } = counts ?? (await repairCounts(db, onDamage));
  return {
    entries,
    ownEntries,
    excludedEntries,
    sources: Object.fromEntries(sources),
    registers: Object.fromEntries(registers),
    firstSentAt: timeOf(first),
    lastSentAt: timeOf(last),
  };
}

/** Counts are missing in a new database, and wherever they were damaged. */
async function repairCounts(db: Database, onDamage: DamageListener): Promise<CountsRow> {
  return db.transaction("rw", [db.entries, db.counts], async () => {
    const counts = await recount(db);
    if (counts.entries > 0) onDamage({ table: "counts", key: counts.key });
    await db.counts.put(counts);
    return counts;
  });
}

/** The first part of a key of `[at+n]`, which Dexie types as one value. */
function timeOf(key: unknown): number | null {
  return Array.isArray(key) && typeof key[0] === "number" ? key[0] : null;
}
