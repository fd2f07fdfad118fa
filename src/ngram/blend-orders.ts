import type { NgramPrediction } from "./ngram-prediction.ts";

/** One earlier use: which id followed, and how many ids of history matched there. */
export interface Occurrence {
  readonly next: number;
  readonly length: number;
}

/**
 * What is taken from each seen id for the unseen ones. Found, as `confidenceOf` was, on the fourth fifth of nine authors'
 * histories after their first 64 %: bits per character of the starter model fell from 1.76 to 1.45. Discounts by match
 * length, by singletons, and a logistic gate over six features gained less than 0.003 more.
 */
const discount = 0.8;

/**
 * Interpolated absolute discounting over all match lengths (Chen and Goodman 1999): each length takes a discount from its
 * counts and hands it to the next shorter one. What the shortest hands on is missing from the sum: it belongs to ids that
 * never followed.
 */
export function blendOrders(found: readonly Occurrence[]): NgramPrediction {
  let matchLength = 0;
  for (const { length } of found) matchLength = Math.max(matchLength, length);
  if (matchLength === 0) return { probabilities: new Map(), confidence: 0, matchLength: 0 };

  const byLength: number[][] = Array.from({ length: matchLength + 1 }, () => []);
  for (const { next, length } of found) (byLength[length] as number[]).push(next);

  const probabilities = new Map<number, number>();
  const counts = new Map<number, number>();
  let total = 0;
  let rest = 1; // probability not yet given away, from the longest match down
  for (let length = matchLength; length >= 1; length--) {
    const added = byLength[length] as number[];
    // A length whose matches are all longer ones says nothing new.
    if (added.length === 0) continue;
    for (const next of added) counts.set(next, (counts.get(next) ?? 0) + 1);
    total += added.length;
    for (const [next, count] of counts) {
      probabilities.set(next, (probabilities.get(next) ?? 0) + (rest * (count - discount)) / total);
    }
    rest *= (discount * counts.size) / total;
  }
  return { probabilities, confidence: confidenceOf(1 - rest, matchLength), matchLength };
}

/** High when much of the probability is known and rests on a long match. */
function confidenceOf(known: number, matchLength: number): number {
  return known * (1 - 0.5 ** matchLength);
}
