import type { LogEntry } from "../log/log-entry.ts";
import type { Database } from "./schema.ts";
import { Database as Tables } from "./schema.ts";
import { openStore } from "./open-store.ts";
import type { StoreOptions } from "./open-store.ts";
import type { Store } from "./store.ts";

/** An entry for a test; what matters to the test is given. */
export function entry(id: string, rest: Partial<LogEntry> = {}): LogEntry {
  return {
    id,
    source: "x",
    importId: "first",
    author: "me",
    isOwn: true,
    sentAt: 1_700_000_000_000,
    isLocalTime: false,
    register: "post",
    recipient: null,
    text: `text of ${id}`,
    context: null,
    isExcluded: false,
    ...rest,
  };
}

/** A store of its own for one test, deleted afterwards. */
export async function withStore(
  test: (store: Store, name: string) => Promise<void>,
  options?: StoreOptions,
): Promise<void> {
  const name = `test-${crypto.randomUUID()}`;
  const store = await openStore(name, options);
  try {
    await test(store, name);
  } finally {
    store.close();
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }
}

/** Looks behind the store: the tables themselves. */
export async function withTables<T>(name: string, look: (db: Database) => Promise<T>): Promise<T> {
  const db = new Tables(name);
  await db.open();
  try {
    return await look(db);
  } finally {
    db.close();
  }
}

/** Everything that lies in the database, as one string: what must be gone must not occur in it. */
export async function dump(name: string): Promise<string> {
  const show = (value: unknown): unknown => {
    if (value instanceof Map) return [...value].map(([key, inner]) => [key, show(inner)]);
    if (ArrayBuffer.isView(value)) return "";
    if (Array.isArray(value)) return value.map(show);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, show(inner)]));
    }
    return value;
  };
  return withTables(name, async (db) => {
    const tables = await Promise.all(
      db.tables.map(async (table) => [
        table.name,
        await table.toCollection().primaryKeys(),
        show(await table.toArray()),
      ]),
    );
    return JSON.stringify(tables);
  });
}

/** The ids of what a query finds, over all pages. */
export async function findAll(store: Store, query: Omit<Parameters<Store["entries"]["find"]>[0], "limit">, limit = 3) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.entries.find({ ...query, limit, cursor });
    ids.push(...page.entries.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}
