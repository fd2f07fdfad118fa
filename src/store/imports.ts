import type { DamageListener } from "./damage.ts";
import { entryTables, removeOrdinals } from "./entries.ts";
import { StoreError } from "./errors.ts";
import { filterConditions, lookUp, segmentSize } from "./postings.ts";
import type { Database } from "./schema.ts";
import type { ImportRecord } from "./store.ts";

/** Notes that an import has begun; `finishedAt` stays null when it never ends. */
export async function beginImport(
  db: Database,
  record: Pick<ImportRecord, "id" | "source" | "title">,
  nowMs: number,
): Promise<void> {
  const { id, source, title } = record;
  await db.imports.add({ id, source, title, startedAt: nowMs, finishedAt: null, added: 0, known: 0, rejected: 0 });
}

/** Notes what an import brought. */
export async function finishImport(
  db: Database,
  id: string,
  counts: Pick<ImportRecord, "added" | "known" | "rejected">,
  nowMs: number,
): Promise<void> {
  await db.transaction("rw", db.imports, async () => {
    const present = await db.imports.get(id);
    if (present === undefined) throw new StoreError("import-gone", "This import was removed while it ran.");
    const { added, known, rejected } = counts;
    await db.imports.put({ ...present, finishedAt: nowMs, added, known, rejected });
  });
}

/** All imports, the latest first. */
export async function listImports(db: Database, onDamage: DamageListener): Promise<ImportRecord[]> {
  const rows = await db.imports.toArray();
  return rows
    .filter((row) => {
      const isSound = isImportRecord(row);
      if (!isSound) onDamage({ table: "imports", key: row.id });
      return isSound;
    })
    .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
}

/** Removes what an import brought first, and its record, in one transaction. */
export async function undoImport(db: Database, id: string, onDamage: DamageListener): Promise<number> {
  return db.transaction("rw", entryTables(db), async () => {
    const { mark, segments } = await lookUp(db, filterConditions({ importId: id }), onDamage);
    const ordinals: number[] = [];
    for (const [segment, marks] of segments) {
      for (const [slot, value] of marks.entries()) if (value === mark) ordinals.push(segment * segmentSize + slot);
    }
    const removed = await removeOrdinals(db, ordinals, (row) => row?.importId === id);
    await db.imports.delete(id);
    return removed;
  });
}

function isImportRecord(row: ImportRecord): boolean {
  return (
    typeof row.startedAt === "number" &&
    (row.finishedAt === null || typeof row.finishedAt === "number") &&
    typeof row.source === "string" &&
    typeof row.title === "string" &&
    [row.added, row.known, row.rejected].every((count) => typeof count === "number")
  );
}
