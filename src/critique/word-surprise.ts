import { segmentWords, type Span } from "../text/words.ts";

/** What a model says of one token of the text; natural logarithm. */
export interface TokenScore extends Span {
  readonly logProbability: number;
}

/** One word with its surprise under the person's model and under the plain one. */
export interface MeasuredWord extends Span {
  readonly surprisalBits: number;
  readonly plainSurprisalBits: number;
}

/** Sums tokens over words: a token counts for the word that its last character that is no white space stands in. */
export function measureWords(
  text: string,
  own: readonly TokenScore[],
  plain: readonly TokenScore[],
): readonly MeasuredWord[] {
  const words = segmentWords(text);
  const ownBits = sumOverWords(text, words, own);
  const plainBits = sumOverWords(text, words, plain);
  return words.map(({ start, end }, i) => ({
    start,
    end,
    surprisalBits: ownBits[i] as number,
    plainSurprisalBits: plainBits[i] as number,
  }));
}

/** Bits per UTF-16 unit; 0 for an empty text. */
export function bitsPerCharacter(text: string, tokens: readonly TokenScore[]): number {
  let bits = 0;
  for (const token of tokens) bits += toBits(token);
  return text.length === 0 ? 0 : bits / text.length;
}

function sumOverWords(text: string, words: readonly Span[], tokens: readonly TokenScore[]): number[] {
  const sums = words.map(() => 0);
  let at = 0;
  for (const token of tokens) {
    const written = text.slice(token.start, token.end).trimEnd();
    // White space of its own, like the signs between words, counts for none of them.
    if (written === "") continue;
    const last = token.start + written.length - 1;
    while (at < words.length && (words[at] as Span).end <= last) at++;
    const word = words[at];
    if (word !== undefined && last >= word.start && last < word.end) sums[at] = (sums[at] ?? 0) + toBits(token);
  }
  return sums;
}

function toBits({ logProbability }: TokenScore): number {
  return -logProbability / Math.LN2;
}
