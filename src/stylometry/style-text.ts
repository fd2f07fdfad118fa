import { segmentSentences } from "../text/sentences.ts";
import { segmentWords, type Span, type Word } from "../text/words.ts";

/** A text, cut up once for all features. */
export interface StyleText {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly Span[];
}

export function readStyleText(text: string): StyleText {
  return { text, words: segmentWords(text), sentences: segmentSentences(text) };
}

/** The places of a text where a pattern (with the flag g) matches. */
export function findPlaces(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
