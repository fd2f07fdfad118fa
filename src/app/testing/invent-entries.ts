import type { LogEntry } from "../../log/log-entry.ts";

const people = ["Ingrid", "Tomas", "the miller", "old Brandt", "my sister"];
const deeds = ["came over the river", "asked for the late boat", "brought a basket of pears", "paid in fish", "sang"];
const ends = ["and I made tea", "so I waited", "and nobody minded", "which was fine by me", "as ever"];

/** Entries of an invented ferrywoman for tests: many, alike in style, each a little different; the same each time. */
export function inventEntries(count: number, change: Partial<LogEntry> = {}): LogEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    source: "jsonl",
    importId: "test",
    author: "self",
    isOwn: true,
    sentAt: Date.UTC(2020, 0, 1 + i),
    isLocalTime: false,
    register: "diary",
    recipient: null,
    text: `${capital(people[i % 5] as string)} ${deeds[(i * 3 + (i >> 2)) % 5]}, ${ends[(i * 7 + (i >> 3)) % 5]}. The river was ${i % 3 === 0 ? "low" : "high"} and the rope was wet. Good night, little boat.`,
    context: null,
    isExcluded: false,
    ...change,
  }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
