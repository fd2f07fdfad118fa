import type { DamageListener } from "./damage.ts";
import { StoreError } from "./errors.ts";
import type { Database } from "./schema.ts";
import type { WrittenDocument } from "./store.ts";

/** All documents, the one written in last comes first. */
export async function listDocuments(db: Database, onDamage: DamageListener): Promise<WrittenDocument[]> {
  const rows = await db.documents.toArray();
  return rows.filter((row) => isSound(row, onDamage)).sort((a, b) => b.updatedAt - a.updatedAt);
}

export async function getDocument(
  db: Database,
  id: string,
  onDamage: DamageListener,
): Promise<WrittenDocument | undefined> {
  const row = await db.documents.get(id);
  return row !== undefined && isSound(row, onDamage) ? row : undefined;
}

export async function putDocument(db: Database, document: WrittenDocument): Promise<void> {
  if (!isDocument(document)) throw new StoreError("invalid", "A document has a form that the log cannot keep.");
  const { id, text, register, createdAt, updatedAt, provenance } = document;
  await db.documents.put({ id, text, register, createdAt, updatedAt, provenance });
}

function isSound(row: WrittenDocument, onDamage: DamageListener): boolean {
  if (isDocument(row)) return true;
  onDamage({ table: "documents", key: row.id });
  return false;
}

function isDocument(row: WrittenDocument): boolean {
  return (
    typeof row.id === "string" &&
    typeof row.text === "string" &&
    typeof row.register === "string" &&
    typeof row.createdAt === "number" &&
    typeof row.updatedAt === "number" &&
    Array.isArray(row.provenance) &&
    row.provenance.every(
      ({ start, end, origin }) =>
        Number.isSafeInteger(start) &&
        Number.isSafeInteger(end) &&
        start <= end &&
        (origin === "suggestion" || origin === "draft"),
    )
  );
}
