import { toByteAlphabet } from "./byte-alphabet.ts";

/** Finds tokens by how they begin. Built once per tokenizer. */
export class PieceIndex {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #sorted: readonly string[];
  readonly #longest: number;

  constructor(pieces: readonly (string | undefined)[]) {
    const ids = new Map<string, number>();
    pieces.forEach((piece, id) => {
      if (piece !== undefined && piece !== "") ids.set(piece, id);
    });
    this.#ids = ids;
    this.#sorted = [...ids.keys()].sort((a, b) => (a < b ? -1 : 1));
    this.#longest = this.#sorted.reduce((longest, piece) => Math.max(longest, piece.length), 0);
  }

  /** The tokens that may come next when `rest` (in the byte alphabet) must come: beginnings of it, and what goes on from it. */
  compatibleWith(rest: string): number[] {
    const found: number[] = [];
    for (let length = 1; length <= Math.min(rest.length, this.#longest); length++) {
      const id = this.#ids.get(rest.slice(0, length));
      if (id !== undefined) found.push(id);
    }
    for (let at = this.#firstAtLeast(rest); at < this.#sorted.length; at++) {
      const piece = this.#sorted[at] as string;
      if (!piece.startsWith(rest)) break;
      if (piece.length > rest.length) found.push(this.#ids.get(piece) as number);
    }
    return found;
  }

  #firstAtLeast(text: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] as string) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/*
 * [Note: token healing] The half word at the caret was cut by the person's fingers, not by the tokenizer: "beca" encoded
 * as it stands leaves the model with tokens it hardly saw in training, and "because" out of reach. So the half word is
 * left out of the prompt and the output is held to begin with it: at each step only tokens are allowed that are a
 * beginning of what is left, or go on beyond it.
 */

/** The text that an output still has to begin with. */
export class ForcedPrefix {
  #rest: string;
  readonly #index: PieceIndex;

  constructor(text: string, index: PieceIndex) {
    this.#rest = toByteAlphabet(text);
    this.#index = index;
  }

  get isDone(): boolean {
    return this.#rest === "";
  }

  allowed(): number[] {
    return this.#index.compatibleWith(this.#rest);
  }

  /** Takes note of a token, given in the byte alphabet. */
  advance(piece: string): void {
    this.#rest = this.#rest.slice(piece.length);
  }
}
