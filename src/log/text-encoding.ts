/** Encodings that text files come in; `utf-8` falls back to Windows-1252 line by line. */
export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding of a text by its byte order mark, else by where its zero bytes stand; `bomBytes` are to be skipped. */
export function sniffEncoding(head: Uint8Array): { readonly encoding: TextEncodingName; readonly bomBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bomBytes: 2 };
  // Latin script in UTF-16 has a zero in every other byte; other texts have none at all.
  const pairs = Math.min(head.length, 2048) >> 1;
  let zerosAtEven = 0;
  let zerosAtOdd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[i * 2] === 0) zerosAtEven++;
    if (head[i * 2 + 1] === 0) zerosAtOdd++;
  }
  if (pairs >= 2 && zerosAtOdd > pairs * 0.4 && zerosAtEven < pairs * 0.05)
    return { encoding: "utf-16le", bomBytes: 0 };
  if (pairs >= 2 && zerosAtEven > pairs * 0.4 && zerosAtOdd < pairs * 0.05)
    return { encoding: "utf-16be", bomBytes: 0 };
  // Other scripts have zeros in their blanks and line ends only: then what comes out must be a text.
  if (zerosAtOdd > 0 && zerosAtEven === 0 && isWrittenIn(head, "utf-16le"))
    return { encoding: "utf-16le", bomBytes: 0 };
  if (zerosAtEven > 0 && zerosAtOdd === 0 && isWrittenIn(head, "utf-16be"))
    return { encoding: "utf-16be", bomBytes: 0 };
  return { encoding: "utf-8", bomBytes: 0 };
}

/** Whether bytes read in this encoding are letters, signs and blanks throughout, nearly all letters of few blocks. */
function isWrittenIn(head: Uint8Array, encoding: TextEncodingName): boolean {
  const text = new TextDecoder(encoding).decode(head.subarray(0, Math.min(head.length, 2048) & ~1), { stream: true });
  const characters = Array.from(text);
  const letters = characters.filter((character) => /[\p{L}\p{M}]/u.test(character));
  const isClean = characters.every((character) => /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]/u.test(character));
  return isClean && !text.includes("\uFFFD") && letters.length * 2 > characters.length;
}

/** Decodes the beginning of a file for detection; never throws. */
export function decodeHead(head: Uint8Array): string {
  const { encoding, bomBytes } = sniffEncoding(head);
  const bytes = head.subarray(bomBytes);
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(bytes);
  const text = new TextDecoder("utf-8").decode(bytes, { stream: true });
  return text.includes("\uFFFD") ? decodeWindows1252(bytes) : text;
}

/** Whether a beginning is anything but text: zero bytes, or many control characters. */
export function looksBinary(head: Uint8Array): boolean {
  const { encoding } = sniffEncoding(head);
  if (encoding !== "utf-8") return false;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) controls += 8;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++;
  }
  return controls > Math.max(8, head.length * 0.02);
}

/**
 * Makes imported text storable and changes nothing else: line ends become `\n`, control characters (NUL among them) and
 * outer blank space go, lone surrogates become U+FFFD.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // oxlint-disable-next-line no-control-regex -- these are exactly the characters that have no place in a text
      .replace(/[\u0000-\u0008\u000B\u000E-\u001F\u007F]/g, "")
      .toWellFormed()
      .trim()
  );
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Decodes UTF-8, or Windows-1252 where the bytes are no UTF-8. */
export function decodeBytes(bytes: Uint8Array): { readonly text: string; readonly isFallback: boolean } {
  try {
    return { text: strictUtf8.decode(bytes), isFallback: false };
  } catch {
    return { text: decodeWindows1252(bytes), isFallback: true };
  }
}

/** The characters of Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** Decodes Windows-1252; Node 20's own decoder of that name is a Latin-1 decoder. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return new TextDecoder("latin1")
    .decode(bytes)
    .replace(/[\u0080-\u009F]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}
