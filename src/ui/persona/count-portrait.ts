import type { LogEntry } from "../../log/log-entry.ts";
import { segmentWords } from "../../text/words.ts";

/** What can be counted in a person's own entries without any model. */
export interface Portrait {
  readonly entries: number;
  readonly words: number;
  /** Own entries by year, oldest first; undated ones are not in it. */
  readonly years: readonly { readonly year: number; readonly entries: number }[];
  readonly registers: readonly { readonly register: string; readonly entries: number }[];
  /** Whom one wrote to most, at most five. */
  readonly recipients: readonly { readonly recipient: string; readonly entries: number }[];
  /** Own entries by hour of the day, 24 numbers; local where the export gave no zone, else this device's zone. */
  readonly hours: readonly number[];
  /** Words of the middle entry; 0 without entries. */
  readonly medianWords: number;
}

/** Counts entries as they come, page by page. */
export class PortraitCounter {
  readonly #years = new Map<number, number>();
  readonly #registers = new Map<string, number>();
  readonly #recipients = new Map<string, number>();
  readonly #hours = Array.from({ length: 24 }, () => 0);
  readonly #lengths: number[] = [];

  add(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (!entry.isOwn || entry.isExcluded) continue;
      this.#lengths.push(segmentWords(entry.text).length);
      bump(this.#registers, entry.register);
      if (entry.recipient !== null) bump(this.#recipients, entry.recipient);
      if (entry.sentAt === null) continue;
      const time = new Date(entry.sentAt);
      bump(this.#years, entry.isLocalTime ? time.getUTCFullYear() : time.getFullYear());
      const hour = entry.isLocalTime ? time.getUTCHours() : time.getHours();
      this.#hours[hour] = (this.#hours[hour] ?? 0) + 1;
    }
  }

  portrait(): Portrait {
    const lengths = this.#lengths.toSorted((a, b) => a - b);
    const years = [...this.#years.keys()];
    const first = Math.min(...years);
    const span = years.length === 0 ? 0 : Math.max(...years) - first + 1;
    return {
      entries: lengths.length,
      words: lengths.reduce((sum, length) => sum + length, 0),
      years: Array.from({ length: span }, (_, index) => ({
        year: first + index,
        entries: this.#years.get(first + index) ?? 0,
      })),
      registers: ranked(this.#registers).map(([register, entries]) => ({ register, entries })),
      recipients: ranked(this.#recipients)
        .slice(0, 5)
        .map(([recipient, entries]) => ({ recipient, entries })),
      hours: [...this.#hours],
      medianWords: lengths[Math.floor((lengths.length - 1) / 2)] ?? 0,
    };
  }
}

function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
