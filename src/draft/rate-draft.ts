import { foldWord, segmentWords } from "../text/words.ts";

/** What speaks for and against a draft. */
export interface DraftMerits {
  /** Standard deviations from the person's style; null where it is too short to tell. */
  readonly styleDistance: number | null;
  /** Under the plain model after the same prompt: how well the words follow from each other. */
  /** Of all its style findings together. */
  readonly tellingBits: number;
  readonly plainBitsPerCharacter: number;
  /** 0–1. */
  readonly topicShare: number;
  /** Words, and how many the person's entries of this kind usually have. */
  readonly words: number;
  readonly usualWords: number;
  /** Words that are copied. */
  readonly copiedWords: number;
  readonly isWhole: boolean;
  readonly repeatsItself: boolean;
}

/** What an unknown distance counts as: no better than what is somewhat like the person. */
const unknownDistance = 1.5;
/** Up to this many doublings from the usual length are as good as it. */
const freeDoublings = 0.4;

/** How good a draft is beside others for the same topic; higher is better, no unit. */
export function rateDraft(merits: DraftMerits): number {
  const doublings = Math.abs(Math.log2(Math.max(1, merits.words) / Math.max(1, merits.usualWords)));
  return (
    1.5 * merits.topicShare -
    0.5 * Math.min(4, merits.styleDistance ?? unknownDistance) -
    0.06 * Math.min(40, merits.tellingBits) -
    1.2 * merits.plainBitsPerCharacter -
    Math.min(2.5, Math.max(0, doublings - freeDoublings)) -
    (merits.copiedWords > 0 ? 1 : 0) -
    (merits.isWhole ? 0 : 0.7) -
    (merits.repeatsItself ? 1 : 0)
  );
}

/** Whether a run of this many words comes twice. */
export function repeatsItself(text: string, words = 6): boolean {
  const folded = segmentWords(text).map((word) => foldWord(word.text));
  const seen = new Set<string>();
  for (let i = 0; i + words <= folded.length; i++) {
    const run = folded.slice(i, i + words).join(" ");
    if (seen.has(run)) return true;
    seen.add(run);
  }
  return false;
}
