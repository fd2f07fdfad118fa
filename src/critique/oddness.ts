import type { MeasuredWord } from "./word-surprise.ts";

/** Upper ends of the lengths, in letters, that are compared with each other. */
const lengthClasses = [2, 4, 6, 8, 11, Infinity];
/** A class with fewer own words borrows from all of them. */
const fewestWords = 30;
/** Below this part of one's own words nothing glows. */
const ordinaryShare = 0.5;

/** The surprise of a person's own words, each class ascending: what a new word is compared with. */
export class OddnessBaseline {
  readonly bitsPerCharacter: number;
  readonly #classes: readonly (readonly number[])[];
  readonly #all: readonly number[];

  /** From words of own entries that the model had not seen, and the bits per character of these entries. */
  constructor(words: readonly MeasuredWord[], bitsPerCharacter: number) {
    this.bitsPerCharacter = bitsPerCharacter;
    const classes: number[][] = lengthClasses.map(() => []);
    for (const word of words) (classes[classOf(word)] as number[]).push(strangeness(word));
    this.#classes = classes.map(ascending);
    this.#all = ascending(classes.flat());
  }

  get words(): number {
    return this.#all.length;
  }

  /** 0–1: 0 for half of one's own words, 1 for what is stranger than all of them. */
  oddnessOf(word: MeasuredWord): number {
    const own = this.#classes[classOf(word)] ?? [];
    const share = shareBelow(own.length >= fewestWords ? own : this.#all, strangeness(word));
    return Math.max(0, (share - ordinaryShare) / (1 - ordinaryShare));
  }
}

/** While nothing is known of the person's own words: a plain scale of bits. */
export function plainOddness(word: MeasuredWord): number {
  return Math.min(1, Math.max(0, (strangeness(word) - 9) / 14));
}

/**
 * Surprise under the person's own model, more where it is higher than the plain model's: what is rare for everybody is
 * not odd for the person.
 */
function strangeness({ surprisalBits, plainSurprisalBits }: MeasuredWord): number {
  return surprisalBits + 0.5 * (surprisalBits - plainSurprisalBits);
}

function classOf({ start, end }: MeasuredWord): number {
  return lengthClasses.findIndex((most) => end - start <= most);
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, z) => a - z);
}

/** Which part of the values is smaller, ties by half. */
function shareBelow(values: readonly number[], value: number): number {
  if (values.length === 0) return 0;
  let below = 0;
  let equal = 0;
  for (const each of values) {
    if (each < value) below++;
    else if (each === value) equal++;
    else break;
  }
  return (below + equal / 2) / values.length;
}
