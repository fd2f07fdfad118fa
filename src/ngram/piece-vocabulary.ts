/** Prefixes of at most this many characters are counted as they come; longer ones are few enough to be looked through. */
const countedPrefix = 3;
const mostFresh = 512;

/** What is known of the pieces that begin in one way. */
export interface PrefixCounts {
  readonly ids: readonly number[];
  /** Uses of all of them together. */
  readonly uses: number;
  /** How many were used once: a measure of how likely a word never seen is (Good 1953). */
  readonly once: number;
}

/** The pieces a person has used, as small integers, with counts and lookup by beginning. */
export class PieceVocabulary {
  readonly #ids = new Map<string, number>();
  readonly #pieces: string[] = [];
  readonly #counts: number[] = [];
  /** Uses of all pieces that begin with each short prefix. */
  readonly #prefixUses = new Map<string, number>();
  readonly #prefixOnce = new Map<string, number>();
  #sorted: number[] = [];
  #fresh: number[] = [];
  #total = 0;

  /** Uses of all pieces. */
  get total(): number {
    return this.#total;
  }

  /** Counts one use and returns the piece's id. */
  add(piece: string): number {
    let id = this.#ids.get(piece);
    if (id === undefined) {
      id = this.#pieces.push(piece) - 1;
      this.#ids.set(piece, id);
      this.#counts.push(0);
      this.#fresh.push(id);
    }
    this.#change(id, 1);
    return id;
  }

  /** Takes one use back. */
  remove(id: number): void {
    if (this.count(id) > 0) this.#change(id, -1);
  }

  idOf(piece: string): number | undefined {
    return this.#ids.get(piece);
  }

  pieceOf(id: number): string {
    return this.#pieces[id] ?? "";
  }

  count(id: number): number {
    return this.#counts[id] ?? 0;
  }

  /** Uses of the pieces that begin so, without listing them: fast for short prefixes. */
  usesOf(prefix: string): { readonly uses: number; readonly once: number } {
    if (prefix.length > countedPrefix) return this.findPrefix(prefix);
    return { uses: this.#prefixUses.get(prefix) ?? 0, once: this.#prefixOnce.get(prefix) ?? 0 };
  }

  /** The pieces that begin so and are still in use. */
  findPrefix(prefix: string): PrefixCounts {
    this.#sort();
    const ids: number[] = [];
    let uses = 0;
    let once = 0;
    const take = (id: number): void => {
      const count = this.count(id);
      if (count === 0) return;
      ids.push(id);
      uses += count;
      if (count === 1) once++;
    };
    for (let at = this.#lowerBound(prefix); at < this.#sorted.length; at++) {
      const id = this.#sorted[at] as number;
      if (!this.pieceOf(id).startsWith(prefix)) break;
      take(id);
    }
    for (const id of this.#fresh) if (this.pieceOf(id).startsWith(prefix)) take(id);
    return { ids, uses, once };
  }

  #change(id: number, by: 1 | -1): void {
    const before = this.count(id);
    const after = before + by;
    this.#counts[id] = after;
    this.#total += by;
    const once = Number(after === 1) - Number(before === 1);
    const piece = this.pieceOf(id);
    for (let length = 0; length <= Math.min(countedPrefix, piece.length); length++) {
      const prefix = piece.slice(0, length);
      this.#prefixUses.set(prefix, (this.#prefixUses.get(prefix) ?? 0) + by);
      if (once !== 0) this.#prefixOnce.set(prefix, (this.#prefixOnce.get(prefix) ?? 0) + once);
    }
  }

  #sort(): void {
    if (this.#fresh.length <= mostFresh) return;
    this.#sorted = [...this.#sorted, ...this.#fresh].sort((a, z) => (this.pieceOf(a) < this.pieceOf(z) ? -1 : 1));
    this.#fresh = [];
  }

  #lowerBound(prefix: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieceOf(this.#sorted[middle] as number) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
