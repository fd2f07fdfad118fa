import { foldWord, segmentWords } from "../text/words.ts";

/** Numbers are one word: which one it is tells nothing of a habit. */
const number = /^\p{N}+$/u;

/** How often a person uses each word. */
export class WordUse {
  readonly #counts = new Map<string, number>();
  #words = 0;

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      for (const word of segmentWords(text)) {
        const key = keyOf(word.text);
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
        this.#words++;
      }
    }
  }

  knows(word: string): boolean {
    return this.#counts.has(keyOf(word));
  }

  /** −log2 of the word's share of all words, with something left for words that have not been used yet. */
  rarityBits(word: string): number {
    return Math.log2((this.#words + 20) / ((this.#counts.get(keyOf(word)) ?? 0) + 0.3));
  }
}

function keyOf(word: string): string {
  return number.test(word) ? "0" : foldWord(word);
}
