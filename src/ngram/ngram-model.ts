import type { NgramPrediction } from "./ngram-prediction.ts";
import { blendOrders, type Occurrence } from "./blend-orders.ts";

export interface NgramOptions {
  /** Longest match of history that counts, in ids. */
  readonly maxOrder?: number | undefined;
}

/** A place where the history was seen before. */
export interface NgramMatch {
  /** The sequence, as numbered by `addSequence`. */
  readonly sequence: number;
  /** Index of the id that followed, within its sequence. */
  readonly index: number;
  /** Ids of history that matched. */
  readonly length: number;
  /** The id that followed. */
  readonly next: number;
}

/** Context lengths that have a chain of their own, and how many links of it one prediction follows (newest first). */
const chainLengths = [1, 2, 4] as const;
const chainSteps = [768, 768, 384] as const;
const defaultMaxOrder = 10;

/*
 * [Note: chains instead of counts] The model is the text itself: the ids in one array, and for each position the position
 * before it that followed the same last 1, 2 or 4 ids (a hash chain, as in Lempel-Ziv compressors; a collision is found out
 * by comparing). A prediction walks the chains, measures how long each match really is and blends the orders
 * (blend-orders.ts). So orders cost no memory, adding is O(1) per id, forgetting is overwriting, the newest uses are seen
 * first, and every probability can name the entries it rests on. About 20 bytes an id.
 */

/** A personal n-gram model over non-negative integer ids (words or tokens): grows and forgets sequence by sequence. */
export class NgramModel {
  readonly maxOrder: number;
  /** Ids that are held, forgotten ones included until the model is built anew. */
  get size(): number {
    return this.#length - 1;
  }

  // Position 0 is “none”; a forgotten id and the boundary before each sequence are −1 and match nothing.
  #ids = new Int32Array(1 << 12).fill(-1, 0, 1);
  #length = 1;
  #links: Int32Array[] = chainLengths.map(() => new Int32Array(1 << 12));
  #heads: Int32Array[] = chainLengths.map(() => new Int32Array(1 << 12));
  /** Position of the first id of each sequence. */
  #starts: number[] = [];
  #ends: number[] = [];

  constructor(options: NgramOptions = {}) {
    this.maxOrder = options.maxOrder ?? defaultMaxOrder;
  }

  /** Learns one entry; returns its number, for `removeSequence`. Nothing is learnt across entries. */
  addSequence(ids: ArrayLike<number>): number {
    this.#reserve(this.#length + ids.length + 1);
    this.#ids[this.#length++] = -1;
    const start = this.#length;
    for (let i = 0; i < ids.length; i++) this.#ids[this.#length++] = ids[i] as number;
    this.#link(start, this.#length);
    this.#starts.push(start);
    this.#ends.push(this.#length);
    return this.#starts.length - 1;
  }

  /** Forgets one entry: its ids are overwritten. */
  removeSequence(sequence: number): void {
    const start = this.#starts[sequence];
    if (start === undefined) throw new RangeError(`No sequence ${sequence} of ${this.#starts.length}.`);
    this.#ids.fill(-1, start, this.#ends[sequence]);
  }

  /** What followed the longest endings of this history; ids that never did are not listed. Microseconds to a millisecond. */
  predict(history: ArrayLike<number>): NgramPrediction {
    const found: Occurrence[] = [];
    this.#walk(history, (position, length) => {
      found.push({ next: this.#ids[position] as number, length });
    });
    return blendOrders(found);
  }

  /** The places where this history was seen, longest match first, then newest; `next` keeps those that went on so. */
  findMatches(history: ArrayLike<number>, options: { readonly next?: number; readonly limit: number }): NgramMatch[] {
    const found: { position: number; length: number }[] = [];
    this.#walk(history, (position, length) => {
      if (options.next === undefined || this.#ids[position] === options.next) found.push({ position, length });
    });
    found.sort((a, b) => b.length - a.length || b.position - a.position);
    return found.slice(0, options.limit).map(({ position, length }) => {
      const sequence = this.#sequenceAt(position);
      return {
        sequence,
        index: position - (this.#starts[sequence] as number),
        length,
        next: this.#ids[position] as number,
      };
    });
  }

  /** Visits each position that followed an ending of the history once, with the length of the match. */
  #walk(history: ArrayLike<number>, visit: (position: number, length: number) => void): void {
    const available = Math.min(history.length, this.maxOrder);
    for (let chain = chainLengths.length - 1; chain >= 0; chain--) {
      const shortest = chainLengths[chain] as number;
      if (shortest > available || shortest > this.maxOrder) continue;
      const longest = Math.min(available, (chainLengths[chain + 1] ?? Infinity) - 1);
      const links = this.#links[chain] as Int32Array;
      const heads = this.#heads[chain] as Int32Array;
      let position = heads[hashEnding(history, history.length, shortest) & (heads.length - 1)] as number;
      for (let step = chainSteps[chain] as number; position !== 0 && step > 0; step--) {
        // One id further than `longest` tells matches that the longer chain has already visited.
        const length = this.#matchLength(position, history, Math.min(longest + 1, available));
        if (length >= shortest && length <= longest && this.#ids[position] !== -1) visit(position, length);
        position = links[position] as number;
      }
    }
  }

  #matchLength(position: number, history: ArrayLike<number>, most: number): number {
    let length = 0;
    while (length < most && this.#ids[position - 1 - length] === history[history.length - 1 - length]) length++;
    return length;
  }

  #link(from: number, to: number): void {
    for (let position = from; position < to; position++) {
      const before = position - this.#boundaryBefore(from, position);
      for (let chain = 0; chain < chainLengths.length; chain++) {
        const shortest = chainLengths[chain] as number;
        if (before < shortest) continue;
        const heads = this.#heads[chain] as Int32Array;
        const slot = hashEnding(this.#ids, position, shortest) & (heads.length - 1);
        (this.#links[chain] as Int32Array)[position] = heads[slot] as number;
        heads[slot] = position;
      }
    }
  }

  /** While linking one sequence its start is known; while growing, boundaries are looked for. */
  #boundaryBefore(from: number, position: number): number {
    const longest = chainLengths[chainLengths.length - 1] as number;
    for (let back = 1; back <= longest; back++) {
      if (position - back < from || this.#ids[position - back] === -1) return position - back + 1;
    }
    return position - longest;
  }

  #reserve(length: number): void {
    if (length <= this.#ids.length) return;
    const capacity = 1 << (32 - Math.clz32(length));
    const ids = new Int32Array(capacity);
    ids.set(this.#ids);
    this.#ids = ids;
    this.#links = chainLengths.map(() => new Int32Array(capacity));
    this.#heads = chainLengths.map(() => new Int32Array(capacity));
    this.#link(1, this.#length);
  }

  #sequenceAt(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A 32-bit hash of the `length` ids that end before `end`. */
function hashEnding(ids: ArrayLike<number>, end: number, length: number): number {
  let hash = length;
  for (let i = end - length; i < end; i++) hash = Math.imul(hash ^ (ids[i] as number), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 13);
}
