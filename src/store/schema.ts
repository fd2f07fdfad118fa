import { Dexie } from "dexie";
import type { Table } from "dexie";

import type { LogSource } from "../log/log-entry.ts";
import type { ImportRecord, WrittenDocument } from "./store.ts";

/** Version of the tables below. IndexedDB itself sees ten times this number: that is Dexie's custom. */
export const SCHEMA_VERSION = 1;

/** A log entry as it lies in the database: `n` is its ordinal, `at` is `sentAt` with −Infinity for “no date”. */
export interface EntryRow {
  readonly n: number;
  readonly at: number;
  readonly id: string;
  readonly source: LogSource;
  readonly importId: string;
  readonly author: string;
  readonly isOwn: boolean;
  readonly isLocalTime: boolean;
  readonly register: string;
  readonly recipient: string | null;
  readonly text: string;
  readonly context: string | null;
  readonly isExcluded: boolean;
}

/** Which entries of one segment hold which terms of one shard: see [Note: postings] in postings.ts. */
export interface PostingsRow {
  readonly shard: string;
  readonly segment: number;
  /** Term → the slots of its entries, ascending, one UTF-16 code unit each. */
  readonly terms: Map<string, string>;
}

/** When the entries of one segment were sent, by slot: milliseconds, −Infinity without a date, NaN where none is. */
export interface TimesRow {
  readonly segment: number;
  readonly at: Float64Array;
}

/** What is counted once and kept in step by every transaction that adds or removes. */
export interface CountsRow {
  readonly key: "log";
  readonly entries: number;
  readonly ownEntries: number;
  readonly excludedEntries: number;
  readonly sources: ReadonlyMap<LogSource, number>;
  readonly registers: ReadonlyMap<string, number>;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

/**
 * The database of one person.
 *
 * [Note: upgrades] A change of a table, of a row's form, or of what terms.ts makes of a text is a new version:
 * add `this.version(n + 1).stores({…}).upgrade(…)` below the others, never edit an old one, raise
 * `SCHEMA_VERSION`, and test the upgrade on a database that the version before has written. An upgrade runs in
 * one transaction: it happens as a whole or not at all. Where only terms changed, it clears `postings` and adds
 * all entries to them again.
 */
export class Database extends Dexie {
  declare readonly entries: Table<EntryRow, number>;
  declare readonly postings: Table<PostingsRow, [string, number]>;
  declare readonly times: Table<TimesRow, number>;
  declare readonly counts: Table<CountsRow, string>;
  declare readonly imports: Table<ImportRecord, string>;
  declare readonly documents: Table<WrittenDocument, string>;
  declare readonly settings: Table<SettingRow, string>;

  constructor(name: string) {
    super(name, { autoOpen: false, cache: "disabled" });
    this.version(1).stores({
      entries: "n, &id, [at+n]",
      postings: "[shard+segment]",
      times: "segment",
      counts: "key",
      imports: "id",
      documents: "id",
      settings: "key",
    });
  }
}
