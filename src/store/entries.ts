import { Dexie } from "dexie";

import type { LogEntry } from "../log/log-entry.ts";
import { changeCounts, recount, withEntries } from "./counts.ts";
import type { DamageListener } from "./damage.ts";
import { toEntry, toRow } from "./entry-row.ts";
import { StoreError } from "./errors.ts";
import { ordinalsOf } from "./ordinals.ts";
import {
  addPostings,
  bySegment,
  filterTermsOf,
  postingKeys,
  removePostings,
  removeUnknownPostings,
  segmentSize,
} from "./postings.ts";
import type { Posting } from "./postings.ts";
import type { Database, EntryRow } from "./schema.ts";
import { termsOf } from "./terms.ts";
import { addTimes, removeTimes } from "./times.ts";

/** The tables that every change of entries touches together. */
export function entryTables(db: Database) {
  return [db.entries, db.postings, db.times, db.counts, db.imports];
}

function postingOf(n: number, entry: LogEntry): Posting {
  const terms = termsOf(entry.text);
  for (const term of filterTermsOf(entry)) terms.add(term);
  return { n, terms };
}

/** Adds what is new in one transaction. `running`: the imports that this store began and that must still be there. */
export async function addBatch(
  db: Database,
  entries: readonly LogEntry[],
  running: ReadonlySet<string>,
): Promise<{ added: number; known: number }> {
  const byId = new Map<string, LogEntry>();
  for (const entry of entries) {
    toRow(entry, 0); // Refuses the whole batch before anything is written.
    if (!byId.has(entry.id)) byId.set(entry.id, entry);
  }
  const importIds = new Set(entries.map((entry) => entry.importId).filter((id) => running.has(id)));
  return db.transaction("rw", entryTables(db), async () => {
    for (const id of importIds) {
      if ((await db.imports.get(id)) === undefined) {
        throw new StoreError("import-gone", "This import was removed while it ran; nothing more of it is stored.");
      }
    }
    const ids = [...byId.keys()];
    const present = await ordinalsOf(ids);
    const fresh = [...byId.values()].filter((_, index) => present[index] === undefined);
    if (fresh.length > 0) {
      const last = await db.entries.toCollection().lastKey();
      const first = typeof last === "number" ? last + 1 : 0;
      const rows = fresh.map((entry, index) => toRow(entry, first + index));
      const postings = fresh.map((entry, index) => postingOf(first + index, entry));
      // Side by side: each of them waits for the browser several times.
      await Promise.all([
        db.entries.bulkAdd(rows),
        addPostings(db, postings),
        addTimes(db, rows),
        changeCounts(db, (counts) => withEntries(counts, fresh, 1)),
      ]);
    }
    return { added: fresh.length, known: entries.length - fresh.length };
  });
}

/** The entries with these ids, in this order; undefined where there is none or its row is damaged. */
export async function getEntries(
  db: Database,
  ids: readonly string[],
  onDamage: DamageListener,
): Promise<(LogEntry | undefined)[]> {
  return db.transaction("r", db.entries, async () => {
    const ordinals = await ordinalsOf(ids);
    const rows = await db.entries.bulkGet(ordinals.map((n) => n ?? -1));
    return rows.map((row, index) => {
      if (row === undefined) return undefined;
      const entry = toEntry(row);
      if (entry === null) onDamage({ table: "entries", key: String(ordinals[index]) });
      return entry ?? undefined;
    });
  });
}

/** A stretch of the log in the order of time, and the place `[at, n]` after which the next one begins. */
export interface OwnBatch {
  readonly entries: LogEntry[];
  readonly next: readonly [number, number] | null;
}

/** Own, not excluded entries after a place in time, oldest first; `next` is null at the end. */
export async function ownBatch(
  db: Database,
  after: readonly [number, number] | null,
  size: number,
  onDamage: DamageListener,
): Promise<OwnBatch> {
  const place = db.entries.where("[at+n]");
  const range = after === null ? place.above([Dexie.minKey]) : place.above([...after]);
  const rows = await range.limit(size).toArray();
  const entries = rows.flatMap((row) => {
    const entry = toEntry(row);
    if (entry === null) onDamage({ table: "entries", key: String(row.n) });
    return entry !== null && entry.isOwn && !entry.isExcluded ? [entry] : [];
  });
  const last = rows.length < size ? undefined : rows.at(-1);
  return { entries, next: last === undefined ? null : [last.at, last.n] };
}

/** Marks entries as no evidence, or as evidence again. Returns how many changed. */
export async function setExcluded(db: Database, ids: readonly string[], isExcluded: boolean): Promise<number> {
  return db.transaction("rw", [db.entries, db.counts], async () => {
    const ordinals = (await ordinalsOf([...new Set(ids)])).filter((n) => n !== undefined);
    const rows = (await db.entries.bulkGet(ordinals)).filter((row) => row !== undefined);
    const changed = rows.filter((row) => row.isExcluded !== isExcluded && toEntry(row) !== null);
    if (changed.length === 0) return 0;
    await db.entries.bulkPut(changed.map((row) => ({ ...row, isExcluded })));
    const step = isExcluded ? changed.length : -changed.length;
    await changeCounts(db, (counts) => ({ ...counts, excludedEntries: counts.excludedEntries + step }));
    return changed.length;
  });
}

/** Deletes entries for real. Returns how many there were. */
export async function removeEntries(db: Database, ids: readonly string[]): Promise<number> {
  return db.transaction("rw", entryTables(db), async () => {
    const ordinals = (await ordinalsOf([...new Set(ids)])).filter((n) => n !== undefined);
    return removeOrdinals(db, ordinals);
  });
}

/**
 * Deletes entries and all that was derived from them, those whose row is meant, and returns how many. Call it in a
 * transaction on `entryTables`.
 */
export async function removeOrdinals(
  db: Database,
  ordinals: readonly number[],
  isMeant: (row: EntryRow | undefined) => boolean = () => true,
): Promise<number> {
  const keys = postingKeys(db);
  let removed = 0;
  // A segment at a time: undoing an import of a whole life must not hold all of it in memory.
  for (const [segment, members] of bySegment(ordinals, (n) => n)) {
    const rows = await db.entries.bulkGet(members);
    const meant = members.flatMap((n, index) => (isMeant(rows[index]) ? [{ n, entry: toEntry(rows[index]) }] : []));
    if (meant.length === 0) continue;
    removed += meant.length;
    const range = db.entries.where("n").between(segment * segmentSize, (segment + 1) * segmentSize);
    // Nothing else is left of most segments when an import is undone: then nothing needs to be picked out of the index.
    if ((await range.count()) === meant.length) {
      await range.delete();
      await db.postings.bulkDelete((await keys()).get(segment) ?? []);
      await db.times.delete(segment);
    } else {
      await removeSome(db, meant);
    }
    const gone = meant.flatMap(({ entry }) => entry ?? []);
    // A damaged row does not tell what it was counted as.
    if (gone.length === meant.length) await changeCounts(db, (counts) => withEntries(counts, gone, -1));
    else await db.counts.put(await recount(db));
  }
  return removed;
}

async function removeSome(
  db: Database,
  removed: readonly { readonly n: number; readonly entry: LogEntry | null }[],
): Promise<void> {
  const ordinals = removed.map(({ n }) => n);
  const known = removed.flatMap(({ n, entry }) => (entry === null ? [] : [postingOf(n, entry)]));
  await db.entries.bulkDelete(ordinals);
  await removePostings(db, known);
  await removeTimes(db, ordinals);
  // A damaged row does not tell what it held: look through everything instead.
  const unknown = removed.flatMap(({ n, entry }) => (entry === null ? [n] : []));
  if (unknown.length > 0) await removeUnknownPostings(db, unknown);
}
