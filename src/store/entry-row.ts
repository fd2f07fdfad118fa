import type { LogEntry, LogSource } from "../log/log-entry.ts";
import type { EntryRow } from "./schema.ts";
import { StoreError } from "./errors.ts";

// A record, so that the compiler asks for each new source.
const sources: Readonly<Record<LogSource, true>> = {
  x: true,
  jsonl: true,
  markdown: true,
  text: true,
  paste: true,
  sample: true,
};

/** The row of an entry; `StoreError` "invalid" when the entry is not what its type says. */
export function toRow(entry: LogEntry, n: number): EntryRow {
  const { sentAt, ...rest } = entry;
  const row: EntryRow = { ...rest, n, at: sentAt ?? -Infinity };
  if (toEntry(row) === null) throw new StoreError("invalid", "An entry has a form that the log cannot keep.");
  return row;
}

/** The entry of a row, or null when the row is damaged: what is read back is not trusted. */
export function toEntry(row: unknown): LogEntry | null {
  if (typeof row !== "object" || row === null) return null;
  const { at, id, source, importId, author, isOwn, isLocalTime, register, recipient, text, context, isExcluded } =
    row as EntryRow;
  const isSound =
    typeof at === "number" &&
    !Number.isNaN(at) &&
    at < Infinity &&
    typeof id === "string" &&
    Object.hasOwn(sources, source) &&
    typeof importId === "string" &&
    typeof author === "string" &&
    typeof isOwn === "boolean" &&
    typeof isLocalTime === "boolean" &&
    typeof register === "string" &&
    (recipient === null || typeof recipient === "string") &&
    typeof text === "string" &&
    (context === null || typeof context === "string") &&
    typeof isExcluded === "boolean";
  if (!isSound) return null;
  const sentAt = at === -Infinity ? null : at;
  return { id, source, importId, author, isOwn, sentAt, isLocalTime, register, recipient, text, context, isExcluded };
}
