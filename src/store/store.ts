import type { LogEntry, LogSource } from "../log/log-entry.ts";

/** What one import brought; kept so that it can be undone. */
export interface ImportRecord {
  readonly id: string;
  readonly startedAt: number;
  /** Null while it runs, and for good when the tab died in the middle: see S40 in SPEC.md. */
  readonly finishedAt: number | null;
  readonly source: LogSource;
  /** File names, never their content. */
  readonly title: string;
  readonly added: number;
  readonly known: number;
  readonly rejected: number;
}

/** Which entries to find; fields are joined by “and”. */
export interface EntryQuery {
  /** Words that must all occur, case- and accent-insensitive; the last one may be the beginning of a word. */
  readonly words?: string | undefined;
  readonly source?: LogSource | undefined;
  readonly register?: string | undefined;
  readonly recipient?: string | undefined;
  readonly importId?: string | undefined;
  readonly isOwn?: boolean | undefined;
  /** Milliseconds since the epoch, inclusive; entries without a time do not match. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
  readonly order?: "newest" | "oldest" | undefined;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface EntryPage {
  readonly entries: readonly LogEntry[];
  readonly nextCursor: string | null;
}

/** What there is to filter by, with counts. */
export interface LogSummary {
  readonly entries: number;
  /** Excluded ones too. */
  readonly ownEntries: number;
  readonly excludedEntries: number;
  readonly sources: Readonly<Partial<Record<LogSource, number>>>;
  readonly registers: Readonly<Record<string, number>>;
  readonly firstSentAt: number | null;
  readonly lastSentAt: number | null;
}

/** A text that the person writes here. */
export interface WrittenDocument {
  readonly id: string;
  readonly text: string;
  readonly register: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** UTF-16 ranges that were accepted from a suggestion or a draft: never evidence. */
  readonly provenance: readonly {
    readonly start: number;
    readonly end: number;
    readonly origin: "suggestion" | "draft";
  }[];
}

/** What changed, in any tab. */
export interface StoreChange {
  readonly kind: "entries" | "documents" | "settings" | "everything";
}

/** The person's own database on this device. Rules: SPEC.md. Errors are `StoreError`; every write is all or nothing. */
export interface Store {
  readonly entries: {
    /** Adds what is new, in one transaction; entries whose id is there are counted as known and left as they are. */
    addBatch(entries: readonly LogEntry[]): Promise<{ readonly added: number; readonly known: number }>;
    get(ids: readonly string[]): Promise<readonly (LogEntry | undefined)[]>;
    find(query: EntryQuery): Promise<EntryPage>;
    summary(): Promise<LogSummary>;
    /** Own, not excluded entries, oldest first (undated ones first), in batches. */
    ownInOrder(batchSize: number): AsyncIterable<readonly LogEntry[]>;
    setExcluded(ids: readonly string[], isExcluded: boolean): Promise<void>;
    /** Deletes for real: entry, words, everything derived in the database. */
    remove(ids: readonly string[]): Promise<void>;
  };
  readonly imports: {
    begin(record: Pick<ImportRecord, "id" | "source" | "title">): Promise<void>;
    finish(id: string, counts: Pick<ImportRecord, "added" | "known" | "rejected">): Promise<void>;
    list(): Promise<readonly ImportRecord[]>;
    /** Removes the entries that this import brought, and its record. */
    undo(id: string): Promise<{ readonly removed: number }>;
  };
  readonly documents: {
    list(): Promise<readonly WrittenDocument[]>;
    get(id: string): Promise<WrittenDocument | undefined>;
    put(document: WrittenDocument): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly settings: {
    get<T>(key: string, fallback: T): Promise<T>;
    set(key: string, value: unknown): Promise<void>;
  };
  /** Tells of changes made in this tab, its workers and other tabs; returns the way to stop. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Bytes used and allowed, and whether the browser promised not to evict. */
  usage(): Promise<{ readonly usedBytes: number; readonly quotaBytes: number; readonly isPersisted: boolean }>;
  /** Forgets everything on this device. */
  wipe(): Promise<void>;
  close(): void;
}
