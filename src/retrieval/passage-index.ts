import { foldWord, segmentWords, type Span } from "../text/words.ts";
import type { RetrievalQuery } from "./query.ts";
import { splitPassages } from "./split-passages.ts";

/** What the index needs of a log entry. */
export interface IndexedEntry {
  readonly id: string;
  readonly text: string;
  /** What was answered, or the title: found by it, but not shown as a match. */
  readonly context: string | null;
  readonly register: string;
  readonly sentAt: number | null;
}

/** A stretch of an own entry, bounded in length. */
export interface Passage extends Span {
  readonly entry: IndexedEntry;
}

export interface PassageHit extends Passage {
  /** Higher is better; no unit. */
  readonly score: number;
  /** UTF-16 ranges of the entry that made it match. */
  readonly matches: readonly Span[];
}

export interface FindOptions {
  readonly limit: number;
  /** Entries of this register are preferred. */
  readonly register?: string | undefined;
  /** Milliseconds since the epoch, for the bonus of recent entries. */
  readonly now?: number | undefined;
  /** Most passages of one entry; 1 unless told. */
  readonly perEntry?: number | undefined;
}

interface Stored extends Passage {
  /** Words. */
  readonly length: number;
}

interface Posting {
  /** Passage numbers, ascending, and how often the word occurs there. */
  readonly passages: number[];
  readonly counts: number[];
}

/** BM25 with the usual constants: Robertson and Zaragoza 2009. */
const k1 = 1.2;
const b = 0.75;
const registerBonus = 1.2;
const recencyBonus = 0.15;
const mostPreference = registerBonus * (1 + recencyBonus);
const recencyHalfLifeMs = 180 * 86_400_000;
/** A word in more than this part of the passages is passed over. */
const commonShare = 0.25;
/** Words of the title count a little for every passage of the entry. */
const contextWeight = 0.5;

/** Own passages by their words: BM25, kept in memory, entry by entry. Rules: SPEC.md. */
export class PassageIndex {
  /** By number; a forgotten passage leaves a hole. */
  readonly #passages: (Stored | undefined)[] = [];
  readonly #postings = new Map<string, Posting>();
  readonly #byEntry = new Map<string, number[]>();
  #live = 0;
  #words = 0;

  get passages(): number {
    return this.#live;
  }

  /** Adds an entry; one that is there already is replaced. */
  add(entry: IndexedEntry): void {
    this.remove(entry.id);
    const context = entry.context === null ? [] : segmentWords(entry.context).map((word) => foldWord(word.text));
    const numbers: number[] = [];
    for (const span of splitPassages(entry.text)) {
      const counts = countWords(entry.text.slice(span.start, span.end));
      let length = 0;
      for (const count of counts.values()) length += count;
      for (const word of context) counts.set(word, (counts.get(word) ?? 0) + contextWeight);
      const number = this.#passages.push({ entry, ...span, length }) - 1;
      numbers.push(number);
      this.#live++;
      this.#words += length;
      for (const [word, count] of counts) this.#post(word, number, count);
    }
    this.#byEntry.set(entry.id, numbers);
  }

  /** Forgets an entry; unknown ids are no error. */
  remove(entryId: string): void {
    for (const number of this.#byEntry.get(entryId) ?? []) {
      const stored = this.#passages[number] as Stored;
      this.#passages[number] = undefined;
      this.#live--;
      this.#words -= stored.length;
      const words = new Set(countWords(stored.entry.text.slice(stored.start, stored.end)).keys());
      for (const word of segmentWords(stored.entry.context ?? "")) words.add(foldWord(word.text));
      for (const word of words) this.#unpost(word, number);
    }
    this.#byEntry.delete(entryId);
  }

  /** The best passages, best first; ties by newer entry, then by id, so that the order is always the same. */
  find(query: RetrievalQuery, options: FindOptions): PassageHit[] {
    const scores = new Float64Array(this.#passages.length);
    const averageLength = this.#words / Math.max(1, this.#live);
    for (const [word, weight] of query) {
      const posting = this.#postings.get(word);
      if (posting === undefined || this.#isCommon(posting)) continue;
      const gain = weight * this.#rarity(posting) * (k1 + 1);
      const { passages, counts } = posting;
      for (let i = 0; i < passages.length; i++) {
        const number = passages[i] as number;
        const count = counts[i] as number;
        const { length } = this.#passages[number] as Stored;
        scores[number] =
          (scores[number] as number) + (gain * count) / (count + k1 * (1 - b + (b * length) / averageLength));
      }
    }
    const ranked = this.#best(scores, options);
    return this.#take(ranked, options).map(({ passage, score }) => ({
      entry: passage.entry,
      start: passage.start,
      end: passage.end,
      score,
      matches: this.#findMatches(passage, query),
    }));
  }

  /** The newest passages, of this register first: what to go by when nothing has been written yet. */
  findLatest(options: FindOptions): Passage[] {
    const ranked = this.#passages
      .filter((passage) => passage !== undefined)
      .map((passage) => ({ passage, score: passage.entry.register === options.register ? 1 : 0 }));
    ranked.sort((a, z) => z.score - a.score || byRecency(a.passage, z.passage));
    return this.#take(ranked, options).map(({ passage: { entry, start, end } }) => ({ entry, start, end }));
  }

  /** The best passages in order, with some to spare for entries that come up more than once. */
  #best(scores: Float64Array, options: FindOptions): { readonly passage: Stored; readonly score: number }[] {
    const most = options.limit * 8;
    let best: { passage: Stored; score: number }[] = [];
    let least = 0;
    const trim = (): void => {
      best.sort((a, z) => z.score - a.score || byRecency(a.passage, z.passage));
      if (best.length > most) best = best.slice(0, most);
      if (best.length === most) least = best[most - 1]?.score ?? 0;
    };
    for (let number = 0; number < scores.length; number++) {
      const plain = scores[number] as number;
      // No preference makes more of a score than this.
      if (plain === 0 || plain * mostPreference < least) continue;
      const passage = this.#passages[number] as Stored;
      const score = plain * preference(passage.entry, options);
      if (score < least) continue;
      best.push({ passage, score });
      if (best.length >= most * 4) trim();
    }
    trim();
    return best;
  }

  #rarity({ passages }: Posting): number {
    return Math.log(1 + (this.#live - passages.length + 0.5) / (passages.length + 0.5));
  }

  /** Words that stand in most passages tell nothing and have the longest lists. */
  #isCommon({ passages }: Posting): boolean {
    return passages.length > 32 && passages.length > this.#live * commonShare;
  }

  /** Words rare enough to have brought the passage up, not every “the”. */
  #findMatches(passage: Passage, query: RetrievalQuery): Span[] {
    const words = segmentWords(passage.entry.text.slice(passage.start, passage.end));
    return words
      .filter((word) => {
        const folded = foldWord(word.text);
        const posting = query.has(folded) ? this.#postings.get(folded) : undefined;
        return posting !== undefined && (this.#live < 20 || this.#rarity(posting) > 2);
      })
      .map((word) => ({ start: passage.start + word.start, end: passage.start + word.end }));
  }

  #take<T extends { readonly passage: Stored }>(ranked: readonly T[], options: FindOptions): T[] {
    const taken: T[] = [];
    const perEntry = new Map<string, number>();
    for (const item of ranked) {
      if (taken.length >= options.limit) break;
      const { id } = item.passage.entry;
      const count = perEntry.get(id) ?? 0;
      if (count >= (options.perEntry ?? 1)) continue;
      perEntry.set(id, count + 1);
      taken.push(item);
    }
    return taken;
  }

  #post(word: string, number: number, count: number): void {
    let posting = this.#postings.get(word);
    if (posting === undefined) {
      posting = { passages: [], counts: [] };
      this.#postings.set(word, posting);
    }
    posting.passages.push(number);
    posting.counts.push(count);
  }

  #unpost(word: string, number: number): void {
    const posting = this.#postings.get(word);
    const at = posting === undefined ? -1 : indexOfSorted(posting.passages, number);
    if (posting === undefined || at === -1) return;
    posting.passages.splice(at, 1);
    posting.counts.splice(at, 1);
    if (posting.passages.length === 0) this.#postings.delete(word);
  }
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of segmentWords(text)) {
    const folded = foldWord(word.text);
    counts.set(folded, (counts.get(folded) ?? 0) + 1);
  }
  return counts;
}

function preference(entry: IndexedEntry, options: FindOptions): number {
  const register = options.register !== undefined && entry.register === options.register ? registerBonus : 1;
  if (options.now === undefined || entry.sentAt === null) return register;
  const ageMs = Math.max(0, options.now - entry.sentAt);
  return register * (1 + recencyBonus * 0.5 ** (ageMs / recencyHalfLifeMs));
}

/** Newer first; undated last; then by id and place. */
function byRecency(a: Passage, z: Passage): number {
  const times = (z.entry.sentAt ?? -Infinity) - (a.entry.sentAt ?? -Infinity);
  if (times !== 0 && !Number.isNaN(times)) return times;
  if (a.entry.id !== z.entry.id) return a.entry.id < z.entry.id ? 1 : -1;
  return a.start - z.start;
}

function indexOfSorted(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = values[middle] as number;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
