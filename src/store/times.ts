import { bySegment, segmentSize, slotOf } from "./postings.ts";
import type { Database, EntryRow, TimesRow } from "./schema.ts";

/** Notes when new entries were sent, so that a look-up can order what it found without reading it. Call it in a transaction. */
export async function addTimes(db: Database, rows: readonly Pick<EntryRow, "n" | "at">[]): Promise<void> {
  await rewrite(db, rows);
}

/** Forgets when these entries were sent. Call it in a transaction. */
export async function removeTimes(db: Database, ordinals: readonly number[]): Promise<void> {
  await rewrite(
    db,
    ordinals.map((n) => ({ n, at: Number.NaN })),
  );
}

async function rewrite(db: Database, rows: readonly Pick<EntryRow, "n" | "at">[]): Promise<void> {
  for (const [segment, members] of bySegment(rows, (row) => row.n)) {
    const present = await db.times.get(segment);
    const at = isTimesRow(present) ? present.at : new Float64Array(segmentSize).fill(Number.NaN);
    for (const member of members) at[slotOf(member.n)] = member.at;
    if (at.every(Number.isNaN)) await db.times.delete(segment);
    else await db.times.put({ segment, at });
  }
}

/** Whether a row read back has the form that was written. */
export function isTimesRow(row: TimesRow | undefined): row is TimesRow {
  return row?.at instanceof Float64Array && row.at.length === segmentSize;
}
