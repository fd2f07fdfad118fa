import type { LogEntry } from "../log/log-entry.ts";

/** An entry as one JSON line `{id, at, author, kind, text, context}`; `at` has no zone where the export had none. */
export function toEntryLine(entry: LogEntry): string {
  return JSON.stringify({
    id: entry.id,
    at: formatTime(entry.sentAt, entry.isLocalTime),
    author: entry.isOwn ? "self" : "other",
    kind: entry.register,
    text: entry.text,
    context: entry.context,
  });
}

function formatTime(sentAt: number | null, isLocalTime: boolean): string | null {
  if (sentAt === null) return null;
  const iso = new Date(sentAt).toISOString();
  if (!isLocalTime) return iso;
  return iso.replace(/(T00:00:00)?\.000Z$|Z$/, "");
}
