import { joinChanges } from "./changes.ts";
import { Connection } from "./connection.ts";
import { warnOfDamage } from "./damage.ts";
import type { DamageListener } from "./damage.ts";
import { getDocument, listDocuments, putDocument } from "./documents.ts";
import { addBatch, getEntries, ownBatch, removeEntries, setExcluded } from "./entries.ts";
import type { OwnBatch } from "./entries.ts";
import { findEntries } from "./find.ts";
import { beginImport, finishImport, listImports, undoImport } from "./imports.ts";
import type { Store } from "./store.ts";
import { summarise } from "./summary.ts";
import { measureUsage } from "./usage.ts";

export interface StoreOptions {
  /** Hears of rows that could not be read; without it, the console gets a warning that names table and key. */
  readonly onDamage?: DamageListener;
}

/** Opens the person's database, in a window or in a worker; rejects with a `StoreError` when it cannot be had. */
export async function openStore(name = "selfsame", { onDamage = warnOfDamage }: StoreOptions = {}): Promise<Store> {
  const changes = joinChanges(name, () => void connection.letGo());
  const connection = new Connection(name, () => changes.tellHere("everything"));
  /** Imports that this store began: their entries are refused once their record is gone. */
  const running = new Set<string>();

  try {
    await connection.use(() => Promise.resolve());
  } catch (error) {
    changes.close();
    throw error;
  }

  return {
    entries: {
      async addBatch(entries) {
        const result = await connection.use((db) => addBatch(db, entries, running));
        if (result.added > 0) changes.tell("entries");
        return result;
      },
      get: (ids) => connection.use((db) => getEntries(db, ids, onDamage)),
      find: (query) => connection.use((db) => findEntries(db, query, onDamage)),
      summary: () => connection.use((db) => summarise(db, onDamage)),
      async *ownInOrder(batchSize) {
        let after: OwnBatch["next"] = null;
        do {
          const place: OwnBatch["next"] = after;
          const batch: OwnBatch = await connection.use((db) => ownBatch(db, place, batchSize, onDamage));
          if (batch.entries.length > 0) yield batch.entries;
          after = batch.next;
        } while (after !== null);
      },
      async setExcluded(ids, isExcluded) {
        if ((await connection.use((db) => setExcluded(db, ids, isExcluded))) > 0) changes.tell("entries");
      },
      async remove(ids) {
        if ((await connection.use((db) => removeEntries(db, ids))) > 0) changes.tell("entries");
      },
    },
    imports: {
      async begin(record) {
        await connection.use((db) => beginImport(db, record, Date.now()));
        running.add(record.id);
        changes.tell("entries");
      },
      async finish(id, counts) {
        running.delete(id);
        await connection.use((db) => finishImport(db, id, counts, Date.now()));
        changes.tell("entries");
      },
      list: () => connection.use((db) => listImports(db, onDamage)),
      async undo(id) {
        const removed = await connection.use((db) => undoImport(db, id, onDamage));
        changes.tell("entries");
        return { removed };
      },
    },
    documents: {
      list: () => connection.use((db) => listDocuments(db, onDamage)),
      get: (id) => connection.use((db) => getDocument(db, id, onDamage)),
      async put(document) {
        await connection.use((db) => putDocument(db, document));
        changes.tell("documents");
      },
      async remove(id) {
        await connection.use((db) => db.documents.delete(id));
        changes.tell("documents");
      },
    },
    settings: {
      async get<T>(key: string, fallback: T): Promise<T> {
        const row = await connection.use((db) => db.settings.get(key));
        return row === undefined ? fallback : (row.value as T);
      },
      async set(key, value) {
        await connection.use((db) => db.settings.put({ key, value }));
        changes.tell("settings");
      },
    },
    subscribe: (listener) => changes.subscribe(listener),
    usage: measureUsage,
    async wipe() {
      changes.askToLetGo();
      await connection.delete();
      changes.tell("everything");
    },
    close() {
      connection.close();
      changes.close();
    },
  };
}
