import type { TextTokenizer } from "./tokenizer.ts";

/**
 * Which tokens go on with a word that stands before them: 1 for those that begin with a letter, digit, mark or apostrophe.
 * A token that begins inside a character counts as one, too: letters beyond ASCII are cut like that.
 */
export function findWordTokens(tokenizer: Pick<TextTokenizer, "pieces" | "bytesOf">, size: number): Uint8Array {
  const goesOn = new Uint8Array(size);
  const decoder = new TextDecoder();
  for (let id = 0; id < size; id++) {
    if (tokenizer.pieces[id] === undefined) continue;
    goesOn[id] = Number(/^[\p{L}\p{N}\p{M}'’\u{FFFD}]/u.test(decoder.decode(tokenizer.bytesOf(id))));
  }
  return goesOn;
}
