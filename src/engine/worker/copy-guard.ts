import type { Originality } from "../engine.ts";
import type { PersonalModel } from "./personal-model.ts";

/** What stands word for word in this many entries is a saying of the person's, not a copy. */
const sayingEntries = 3;
const mostMatches = 64;

/** Finds the tokens that would make the output a quotation, of the person's entries or of itself. */
export class CopyGuard {
  readonly #limits: Originality;
  readonly #personal: PersonalModel | null;
  readonly #outputStart: number;

  /** `outputStart`: where the output begins in the histories that will be asked about. */
  constructor(limits: Originality, personal: PersonalModel | null, outputStart: number) {
    this.#limits = limits;
    this.#personal = personal;
    this.#outputStart = outputStart;
  }

  /** The ids that must not come next. */
  bannedAfter(history: readonly number[]): Set<number> {
    const banned = new Set<number>();
    const run = this.#limits.copiedTokens - 1;
    if (this.#personal !== null && history.length - this.#outputStart >= run) {
      const entriesOf = new Map<number, Set<number>>();
      for (const { sequence, length, next } of this.#personal.findMatches(history, mostMatches)) {
        if (length < run) continue;
        const entries = entriesOf.get(next);
        if (entries === undefined) entriesOf.set(next, new Set([sequence]));
        else entries.add(sequence);
      }
      for (const [next, entries] of entriesOf) if (entries.size < sayingEntries) banned.add(next);
    }
    this.#banRepeats(history, banned);
    return banned;
  }

  #banRepeats(history: readonly number[], banned: Set<number>): void {
    const run = this.#limits.repeatedTokens - 1;
    const tail = history.length - run;
    if (tail < this.#outputStart) return;
    for (let at = this.#outputStart; at < tail; at++) {
      let length = 0;
      while (length < run && history[at + length] === history[tail + length]) length++;
      if (length === run) banned.add(history[at + run] as number);
    }
  }
}
