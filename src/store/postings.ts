import { Dexie } from "dexie";

import type { LogEntry } from "../log/log-entry.ts";
import type { DamageListener } from "./damage.ts";
import type { Database, PostingsRow } from "./schema.ts";
import type { EntryQuery } from "./store.ts";
import type { Condition } from "./terms.ts";

/*
 * [Note: postings] The full-text index. Every entry has an ordinal `n`; `segmentSize` ordinals in a row are a
 * segment, and an entry's place in it is its slot. All terms of a segment that begin with the same two characters
 * are a shard, and one row holds a shard of a segment. So a look-up reads one short range of rows, a prefix is
 * found in the same range, and a batch of 500 entries writes some 400 rows where an index of every word of every
 * entry would write 7,000 (docs/storage.md has the figures). Slots are kept as characters of a string: below
 * 0xD800 every code unit is a character of its own, and nothing is quicker to store, append to and read.
 * What an entry is filtered by (source, register, …) are terms too, so that a query is one intersection.
 */

/** Entries per segment; must stay below 0xD800. */
export const segmentSize = 2048;

/** More conditions than this narrow nothing down any more; the text itself is looked at in the end. */
const maxConditions = 64;

/** An entry's place in the index. */
export interface Posting {
  readonly n: number;
  readonly terms: Iterable<string>;
}

/** Of each segment that may hold something: by slot, `mark` where the entry is a candidate. */
export interface Candidates {
  readonly mark: number;
  readonly segments: ReadonlyMap<number, Uint8Array>;
}

/** Terms that are no words: no word begins with “=”. */
function filterTerm(field: string, value: string): string {
  return `=${field}:${value}`;
}

/** The terms by which an entry is filtered. */
export function filterTermsOf(
  entry: Pick<LogEntry, "source" | "register" | "recipient" | "importId" | "isOwn">,
): string[] {
  const terms = [
    filterTerm("source", entry.source),
    filterTerm("register", entry.register),
    filterTerm("import", entry.importId),
    filterTerm("own", String(entry.isOwn)),
  ];
  if (entry.recipient !== null) terms.push(filterTerm("recipient", entry.recipient));
  return terms;
}

/** What a query filters by, as conditions. */
export function filterConditions(query: Omit<EntryQuery, "limit">): Condition[] {
  const conditions: Condition[] = [];
  const want = (field: string, value: string | undefined): void => {
    if (value !== undefined) conditions.push({ term: filterTerm(field, value), isPrefix: false });
  };
  want("source", query.source);
  want("register", query.register);
  want("recipient", query.recipient);
  want("import", query.importId);
  want("own", query.isOwn === undefined ? undefined : String(query.isOwn));
  return conditions;
}

export function segmentOf(n: number): number {
  return Math.floor(n / segmentSize);
}

export function slotOf(n: number): number {
  return n % segmentSize;
}

/** Things together with their neighbours, given the ordinal of each. */
export function bySegment<T>(things: readonly T[], ordinal: (thing: T) => number): Map<number, T[]> {
  const segments = new Map<number, T[]>();
  for (const thing of things) getOrAdd(segments, segmentOf(ordinal(thing)), (): T[] => []).push(thing);
  return segments;
}

function shardOf(term: string): string {
  if (term.startsWith("=")) return term;
  const characters = term[Symbol.iterator]();
  return (characters.next().value ?? "") + (characters.next().value ?? "");
}

/** Terms of new entries, grouped as they lie in the table. */
function group(postings: readonly Posting[]): Map<number, Map<string, Map<string, string>>> {
  const segments = new Map<number, Map<string, Map<string, string>>>();
  for (const { n, terms } of postings) {
    const shards = getOrAdd(segments, segmentOf(n), () => new Map<string, Map<string, string>>());
    const slot = String.fromCharCode(slotOf(n));
    for (const term of terms) {
      const slots = getOrAdd(shards, shardOf(term), () => new Map<string, string>());
      slots.set(term, (slots.get(term) ?? "") + slot);
    }
  }
  return segments;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Adds entries to the index; their ordinals must be higher than all that are in it. Call it in a transaction. */
export async function addPostings(db: Database, postings: readonly Posting[]): Promise<void> {
  await rewrite(db, postings, (present, added) => (present ?? "") + added);
}

/** Takes entries out of the index, words and all. Call it in a transaction, with the terms that were added. */
export async function removePostings(db: Database, postings: readonly Posting[]): Promise<void> {
  await rewrite(db, postings, (present, removed) => without(present ?? "", new Set(removed)));
}

/** Takes entries out whose terms are not known any more; walks the whole index. */
export async function removeUnknownPostings(db: Database, ordinals: readonly number[]): Promise<void> {
  const slots = new Map<number, Set<string>>();
  for (const n of ordinals) {
    getOrAdd(slots, segmentOf(n), () => new Set<string>()).add(String.fromCharCode(slotOf(n)));
  }
  const keys = await db.postings.toCollection().primaryKeys();
  for (const key of keys) {
    const gone = slots.get(key[1]);
    if (gone === undefined) continue;
    const row = await db.postings.get(key);
    if (!isPostingsRow(row)) continue;
    const terms = new Map<string, string>();
    for (const [term, present] of row.terms) {
      const left = without(present, gone);
      if (left !== "") terms.set(term, left);
    }
    if (terms.size === 0) await db.postings.delete(key);
    else await db.postings.put({ ...row, terms });
  }
}

/** The keys of the index by segment, read when they are first asked for. Call it in a transaction. */
export function postingKeys(db: Database): () => Promise<ReadonlyMap<number, [string, number][]>> {
  let found: Map<number, [string, number][]> | undefined;
  return async () => {
    if (found === undefined) {
      found = new Map();
      for (const key of await db.postings.toCollection().primaryKeys()) getOrAdd(found, key[1], () => []).push(key);
    }
    return found;
  };
}

function without(slots: string, gone: ReadonlySet<string>): string {
  let left = "";
  for (const slot of slots) if (!gone.has(slot)) left += slot;
  return left;
}

/** Reads the rows that are concerned, changes the slots of each term, writes what is left. */
async function rewrite(
  db: Database,
  postings: readonly Posting[],
  change: (present: string | undefined, slots: string) => string,
): Promise<void> {
  for (const [segment, shards] of group(postings)) {
    const names = [...shards.keys()];
    const rows = await db.postings.bulkGet(names.map((shard) => [shard, segment]));
    const kept: PostingsRow[] = [];
    const emptied: [string, number][] = [];
    for (const [index, shard] of names.entries()) {
      const row = rows[index];
      const terms = isPostingsRow(row) ? row.terms : new Map<string, string>();
      for (const [term, slots] of shards.get(shard) ?? []) {
        const after = change(terms.get(term), slots);
        if (after === "") terms.delete(term);
        else terms.set(term, after);
      }
      if (terms.size === 0) emptied.push([shard, segment]);
      else kept.push({ shard, segment, terms });
    }
    await db.postings.bulkPut(kept);
    if (emptied.length > 0) await db.postings.bulkDelete(emptied);
  }
}

/** The entries that fulfil all conditions, as far as the index knows; at least one condition. Call it in a transaction. */
export async function lookUp(
  db: Database,
  allConditions: readonly Condition[],
  onDamage: DamageListener,
): Promise<Candidates> {
  const conditions = allConditions.slice(0, maxConditions);
  const found = await Promise.all(conditions.map((condition) => rowsOf(db, condition)));
  // Fewest rows first: what the first condition does not name, no other needs to look at.
  const order = found.map((_, index) => index).toSorted((a, b) => (found[a]?.length ?? 0) - (found[b]?.length ?? 0));
  const segments = new Map<number, Uint8Array>();
  let mark = 0;
  for (const index of order) {
    const condition = conditions[index];
    if (condition === undefined) continue;
    for (const row of found[index] ?? []) {
      if (!isPostingsRow(row)) {
        onDamage({ table: "postings", key: `segment ${String((row as PostingsRow).segment)}` });
        continue;
      }
      let marks = segments.get(row.segment);
      if (marks === undefined) {
        if (mark > 0) continue;
        marks = new Uint8Array(segmentSize);
        segments.set(row.segment, marks);
      }
      for (const slots of slotsOf(row, condition)) {
        for (let at = 0; at < slots.length; at++) {
          const slot = slots.charCodeAt(at);
          if (marks[slot] === mark) marks[slot] = mark + 1;
        }
      }
    }
    mark++;
  }
  return { mark, segments };
}

function isPostingsRow(row: PostingsRow | undefined): row is PostingsRow {
  return row?.terms instanceof Map;
}

function rowsOf(db: Database, { term, isPrefix }: Condition): Promise<PostingsRow[]> {
  const shard = shardOf(term);
  // A prefix of one character spreads over all shards that begin with it.
  const last = isPrefix && shard === term ? `${shard}\uffff` : shard;
  return db.postings.where("[shard+segment]").between([shard, Dexie.minKey], [last, Dexie.maxKey]).toArray();
}

function* slotsOf(row: PostingsRow, { term, isPrefix }: Condition): Generator<string> {
  if (isPrefix) {
    for (const [candidate, slots] of row.terms) if (candidate.startsWith(term)) yield slots;
  } else {
    const slots = row.terms.get(term);
    if (slots !== undefined) yield slots;
  }
}
