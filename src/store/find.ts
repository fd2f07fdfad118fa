import type { LogEntry } from "../log/log-entry.ts";
import type { DamageListener } from "./damage.ts";
import { toEntry } from "./entry-row.ts";
import { StoreError } from "./errors.ts";
import { filterConditions, lookUp, segmentSize } from "./postings.ts";
import type { Candidates } from "./postings.ts";
import type { Database } from "./schema.ts";
import type { EntryPage, EntryQuery } from "./store.ts";
import { matchesWords, parseWordQuery } from "./terms.ts";
import { isTimesRow } from "./times.ts";

/** A place in the order of time; the ordinal decides between entries of the same moment. */
interface Place {
  readonly at: number;
  readonly n: number;
}

/** Finds a page of entries. The index proposes, each row decides: a stale index can hide an entry, never show a wrong one. */
export async function findEntries(db: Database, query: EntryQuery, onDamage: DamageListener): Promise<EntryPage> {
  if (!Number.isSafeInteger(query.limit) || query.limit < 1) {
    throw new StoreError("invalid", `A page must hold at least one entry, not ${query.limit}.`);
  }
  const words = parseWordQuery(query.words ?? "");
  const isHopeless = words.conditions.length === 0 && (query.words ?? "").trim() !== "";
  if (isHopeless) return { entries: [], nextCursor: null };
  const conditions = [...filterConditions(query), ...words.conditions];
  const isWanted = (entry: LogEntry): boolean =>
    passesFilters(entry, query) && (words.conditions.length === 0 || matchesWords(entry.text, words));

  return db.transaction("r", [db.entries, db.postings, db.times], async () => {
    const candidates = conditions.length === 0 ? null : await lookUp(db, conditions, onDamage);
    const times = await readTimes(db, candidates);
    const found: { readonly entry: LogEntry; readonly place: Place }[] = [];
    let after = query.cursor === undefined ? null : parseCursor(query.cursor);
    // One more than the page holds tells whether there is a next one.
    while (found.length <= query.limit) {
      const places = nextPlaces(times, candidates, query, after, query.limit + 1);
      const rows = await db.entries.bulkGet(places.map((place) => place.n));
      for (const [index, place] of places.entries()) {
        after = place;
        const entry = toEntry(rows[index]);
        if (entry === null) onDamage({ table: "entries", key: String(place.n) });
        else if (isWanted(entry)) found.push({ entry, place });
      }
      if (places.length <= query.limit) break;
    }
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    return {
      entries: page.map(({ entry }) => entry),
      nextCursor: found.length > query.limit && last !== undefined ? `${last.place.at}:${last.place.n}` : null,
    };
  });
}

function passesFilters(entry: LogEntry, query: EntryQuery): boolean {
  return (
    (query.source === undefined || entry.source === query.source) &&
    (query.register === undefined || entry.register === query.register) &&
    (query.recipient === undefined || entry.recipient === query.recipient) &&
    (query.importId === undefined || entry.importId === query.importId) &&
    (query.isOwn === undefined || entry.isOwn === query.isOwn)
  );
}

async function readTimes(db: Database, candidates: Candidates | null): Promise<Map<number, Float64Array>> {
  const rows = candidates === null ? await db.times.toArray() : await db.times.bulkGet([...candidates.segments.keys()]);
  const times = new Map<number, Float64Array>();
  for (const row of rows) if (isTimesRow(row)) times.set(row.segment, row.at);
  return times;
}

function parseCursor(cursor: string): Place {
  const [at, n] = cursor.split(":").map(Number);
  if (at === undefined || n === undefined || Number.isNaN(at) || !Number.isSafeInteger(n)) {
    throw new StoreError("invalid", "This is no cursor of an earlier page.");
  }
  return { at, n };
}

/** The next `count` candidates after a place, in order. */
function nextPlaces(
  times: ReadonlyMap<number, Float64Array>,
  candidates: Candidates | null,
  query: EntryQuery,
  after: Place | null,
  count: number,
): Place[] {
  const direction = query.order === "oldest" ? 1 : -1;
  const compare = (a: Place, b: Place): number => direction * (a.at === b.at ? a.n - b.n : a.at < b.at ? -1 : 1);
  const isDated = query.from !== undefined || query.to !== undefined;
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  let best: Place[] = [];
  // The worst that can still be among the first `count`; most candidates end here, without an object of their own.
  let worst: Place | null = null;
  // Imports are mostly in the order of time: starting at the right end, the first seen are mostly the best.
  for (const segment of [...times.keys()].sort((a, b) => direction * (a - b))) {
    const at = times.get(segment) ?? new Float64Array();
    const marks = candidates?.segments.get(segment);
    for (let step = 0; step < segmentSize; step++) {
      const slot = direction === 1 ? step : segmentSize - 1 - step;
      const time = at[slot] ?? Number.NaN;
      if (Number.isNaN(time) || (candidates !== null && marks?.[slot] !== candidates.mark)) continue;
      if (time < from || time >= to || (isDated && time === -Infinity)) continue;
      if (worst !== null && direction * (time - worst.at) > 0) continue;
      const place = { at: time, n: segment * segmentSize + slot };
      if (after !== null && compare(place, after) <= 0) continue;
      best.push(place);
      if (best.length >= 4 * count) {
        best = best.sort(compare).slice(0, count);
        worst = best.at(-1) ?? null;
      }
    }
  }
  return best.sort(compare).slice(0, count);
}
