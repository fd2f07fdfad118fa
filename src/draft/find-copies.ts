import { segmentWords } from "../text/words.ts";
import { findCommonRuns } from "./common-runs.ts";

/** As many words in a row as an entry has are no style but a copy… */
export const copiedWords = 12;
/** …unless so many entries have them: then they are a saying of the person's. */
const sayingEntries = 3;

/** A stretch of a draft that is copied from an entry. */
export interface Copy {
  readonly words: number;
  /** Index of the entry, the first one that has all of it. */
  readonly entry: number;
}

/** The stretches that a draft copies, longest first. */
export function findCopies(draft: string, entries: readonly string[]): Copy[] {
  const words = segmentWords(draft);
  const holders = words.map(() => new Set<number>());
  for (const [index, entry] of entries.entries()) {
    for (const { draft: span } of findCommonRuns(draft, entry, copiedWords)) {
      for (const [i, word] of words.entries())
        if (word.start >= span.start && word.end <= span.end) holders[i]?.add(index);
    }
  }
  const copies: Copy[] = [];
  for (let i = 0; i < holders.length;) {
    let j = i;
    while (j < holders.length && isCopied(holders[j] as Set<number>)) j++;
    if (j - i >= copiedWords) copies.push({ words: j - i, entry: Math.min(...(holders[i] as Set<number>)) });
    i = Math.max(j, i + 1);
  }
  return copies.toSorted((a, z) => z.words - a.words);
}

function isCopied(holders: ReadonlySet<number>): boolean {
  return holders.size > 0 && holders.size < sayingEntries;
}
