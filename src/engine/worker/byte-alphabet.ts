/*
 * [Note: byte alphabet] Byte-level vocabularies (GPT-2 and its heirs) write every byte as one printable character: the
 * printable ones of Latin-1 as themselves, the other 68 as U+0100 and up. A token is a string over this alphabet, so
 * "begins with these bytes" is `startsWith`.
 */

const characters: readonly string[] = buildCharacters();
const bytes: ReadonlyMap<string, number> = new Map(characters.map((character, byte) => [character, byte]));
const encoder = new TextEncoder();

/** The UTF-8 bytes of a text, one character of the byte alphabet for each. */
export function toByteAlphabet(text: string): string {
  let result = "";
  for (const byte of encoder.encode(text)) result += characters[byte];
  return result;
}

/** The bytes that a token stands for; null when it is not written in the byte alphabet. */
export function fromByteAlphabet(token: string): Uint8Array | null {
  const result = new Uint8Array(token.length);
  for (let i = 0; i < token.length; i++) {
    const byte = bytes.get(token.charAt(i));
    if (byte === undefined) return null;
    result[i] = byte;
  }
  return result;
}

function buildCharacters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}
