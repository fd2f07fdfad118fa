/** A word, number or run of signs, each with the one space before it, or white space of its own. Nothing gets lost. */
const piecePattern = / ?[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*| ?[^\s\p{L}\p{N}\p{M}]+|\s+(?!\S)|\s+/gu;

/** An unfinished word at the end, with its apostrophes and the one space before it; or just that space. */
const unfinishedPattern = / ?[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*['’]?$| $/u;

const wordPattern = /[\p{L}\p{N}]/u;

/** Cuts a text into pieces that, put together, are the text again: the units of the instant tier. */
export function segmentPieces(text: string): string[] {
  return text.match(piecePattern) ?? [];
}

/** Whether a piece holds a letter or digit. */
export function isWordPiece(piece: string): boolean {
  return wordPattern.test(piece);
}

/** A text before the caret, cut before the word that is being written: `settled + unfinished` is the text. */
export function splitUnfinished(textBefore: string): { readonly settled: string; readonly unfinished: string } {
  const unfinished = unfinishedPattern.exec(textBefore.slice(-80))?.[0] ?? "";
  return { settled: textBefore.slice(0, textBefore.length - unfinished.length), unfinished };
}
