import { segmentWords } from "../text/words.ts";

/** How long a person's entries of one kind are. */
export interface UsualLength {
  /** The median, as far as a draft can be as long. */
  readonly words: number;
  /** Tokens after which a draft is cut: room for a long one of the person's, within what is bearable to wait for. */
  readonly mostTokens: number;
  /** Most of them end without a mark. */
  readonly endsOpen: boolean;
}

const tokensPerWord = 1.45;
const fewestTokens = 24;

/** From texts of one register; `most` tokens are never passed. */
export function usualLength(texts: readonly string[], most: number): UsualLength {
  const lengths = texts.map((text) => segmentWords(text).length).toSorted((a, z) => a - z);
  const at = (share: number): number => lengths[Math.floor(lengths.length * share)] ?? 50;
  const open = texts.filter((text) => /[\p{L}\p{N}]\s*$/u.test(text)).length;
  return {
    words: Math.max(1, Math.min(at(0.5), most / tokensPerWord)),
    mostTokens: Math.min(most, Math.max(fewestTokens, Math.ceil(at(0.8) * tokensPerWord))),
    endsOpen: open > texts.length / 2,
  };
}
