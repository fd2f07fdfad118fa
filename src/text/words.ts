/** A stretch of a text; UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Span {
  readonly text: string;
}

/** Letters and digits with inner apostrophes, hyphens left out: the units that retrieval, style and replay count. */
const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text, in order. */
export function segmentWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/**
 * The form under which a word is looked up: lower case, without accents, with a straight apostrophe. Only the accents of
 * alphabets go (U+0300–036F); the vowel signs of Devanagari or Thai are letters, and so are Japanese sound marks.
 */
export function foldWord(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/gu, "")
    .normalize("NFC")
    .replaceAll("’", "'")
    .toLowerCase();
}
