/** Turns bytes into text as they come; a character is given out when its last byte is there, never half of it. */
export class Utf8Stream {
  // `ignoreBOM` keeps a U+FEFF that the model writes instead of swallowing it.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  /** The characters that these bytes complete; "" while one is unfinished. */
  push(bytes: Uint8Array): string {
    return this.#decoder.decode(bytes, { stream: true });
  }
}
