import type { MeasuredWord } from "./word-surprise.ts";
import type { WordUse } from "./word-use.ts";

/**
 * The strangest fifth of one's own words begins to rise from 0; with this exponent the first step of the heat map (0.6)
 * stands at 7 % of them, the last (0.97) at half a percent.
 */
const risingShare = 0.2;
const risingPower = 0.87;
/** A word that the person uses is at most as strange as it is rare, less this. */
const familiarBits = 3;
/** Means below this would make a ratio of noise. */
const leastMean = 1;

/** The strangeness of a person's own words, ascending: what a new word is compared with. */
export class OddnessBaseline {
  readonly bitsPerCharacter: number;
  readonly use: WordUse;
  readonly #own: readonly number[];
  readonly #mean: number;

  /**
   * From the strangeness of words in own entries that the model had not seen, how the person uses words in all entries,
   * and the bits per character of the measured ones.
   */
  constructor(own: readonly number[], use: WordUse, bitsPerCharacter: number) {
    this.bitsPerCharacter = bitsPerCharacter;
    this.use = use;
    this.#own = own.toSorted((a, z) => a - z);
    this.#mean = Math.max(leastMean, own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length));
  }

  get words(): number {
    return this.#own.length;
  }

  /** 0–1: 0 for four fifths of one's own words, 1 for what is stranger than all of them. */
  oddnessOf(strangeness: number): number {
    if (this.#own.length === 0) return 0;
    const above = 1 - shareBelow(this.#own, strangeness);
    return Math.max(0, 1 - (above / risingShare) ** risingPower);
  }

  /** How strange a text is, on average over its words, as a multiple of the person's own; null for too few words. */
  ratioOf(strangenesses: readonly number[]): number | null {
    if (strangenesses.length < 8) return null;
    const mean = strangenesses.reduce((sum, value) => sum + value, 0) / strangenesses.length;
    return Math.max(0, mean) / this.#mean;
  }
}

/**
 * How strange a word is for the person: its surprise in this place, more where it is above the plain model's (what is rare
 * for everybody is not odd for the person), and how rarely the person uses it. A word of theirs cannot be stranger than it
 * is rare: after an odd word everything is surprising, and that is not the next word's fault. Weights were found on nine
 * authors' held-out sentences against those of others: see SPEC.md.
 */
export function strangenessOf(word: MeasuredWord, text: string, use: WordUse): number {
  const { start, end, surprisalBits, plainSurprisalBits } = word;
  const written = text.slice(start, end);
  const rarity = use.rarityBits(written);
  const inPlace = surprisalBits + 0.5 * (surprisalBits - plainSurprisalBits);
  const bounded = use.knows(written) ? Math.min(inPlace, rarity - familiarBits) : inPlace;
  return bounded + rarity - 0.2 * plainSurprisalBits;
}

/** While nothing is known of the person's own words: a plain scale of bits. */
export function plainOddness({ surprisalBits, plainSurprisalBits }: MeasuredWord): number {
  const strangeness = surprisalBits + 0.5 * (surprisalBits - plainSurprisalBits);
  return Math.min(1, Math.max(0, (strangeness - 9) / 14));
}

/** Which part of the values is smaller, ties by half. */
function shareBelow(values: readonly number[], value: number): number {
  let below = 0;
  let equal = 0;
  for (const each of values) {
    if (each < value) below++;
    else if (each === value) equal++;
    else break;
  }
  return (below + equal / 2) / values.length;
}
