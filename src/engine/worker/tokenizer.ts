import { Tokenizer } from "@huggingface/tokenizers";

import type { Prompt } from "../engine.ts";
import { EngineError } from "../errors.ts";
import { fromByteAlphabet } from "./byte-alphabet.ts";
import { readTokenizerFile } from "./tokenizer-file.ts";

/** A token with its place in the text it came from: UTF-16 offsets, end exclusive. */
export interface PlacedToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A byte-level tokenizer whose text never turns into special tokens. */
export class TextTokenizer {
  /** Each token's string in the byte alphabet by id; undefined for special tokens and for ids without a token. */
  readonly pieces: readonly (string | undefined)[];
  /** The special tokens: they end a text and are never part of one. */
  readonly markIds: ReadonlySet<number>;
  readonly #marks: ReadonlyMap<string, number>;
  readonly #tokenizer: Tokenizer;
  readonly #bytes: (Uint8Array | undefined)[] = [];

  /** From the parsed tokenizer.json; throws `model-damaged` or `model-unsupported`. */
  constructor(json: unknown) {
    const file = readTokenizerFile(json);
    this.#marks = file.marks;
    this.markIds = new Set(file.marks.values());
    this.pieces = file.pieces;
    try {
      this.#tokenizer = new Tokenizer(file.textOnly, {});
    } catch (cause) {
      throw new EngineError("model-unsupported", "This model's tokenizer cannot be built.", { cause });
    }
  }

  /** The tokens of a text; special tokens that are spelled out in it stay text. */
  encodeText(text: string): number[] {
    // A lone surrogate has no UTF-8 bytes; it becomes U+FFFD, as long as before.
    return text === "" ? [] : this.#tokenizer.encode(toWellFormed(text), { add_special_tokens: false }).ids;
  }

  /** The tokens of a prompt. Text pieces that follow each other are one text. Throws `bad-request` for an unknown mark. */
  encodePrompt(prompt: Prompt): number[] {
    const ids: number[] = [];
    let text = "";
    const flush = (): void => {
      for (const id of this.encodeText(text)) ids.push(id);
      text = "";
    };
    for (const piece of prompt) {
      if ("text" in piece) {
        text += piece.text;
        continue;
      }
      flush();
      const id = this.#marks.get(piece.mark);
      if (id === undefined) throw new EngineError("bad-request", `This model has no mark “${piece.mark}”.`);
      ids.push(id);
    }
    flush();
    return ids;
  }

  /** The tokens of a text with their places. Where a character is split over tokens, the last of them holds it. */
  place(text: string): PlacedToken[] {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    let end = 0;
    return this.encodeText(text).map((id) => {
      const start = end;
      end += decoder.decode(this.bytesOf(id), { stream: true }).length;
      return { id, start, end };
    });
  }

  /** The bytes that a token adds to a text; none for a special token. */
  bytesOf(id: number): Uint8Array {
    return (this.#bytes[id] ??= fromByteAlphabet(this.pieces[id] ?? "") ?? new Uint8Array());
  }
}

function toWellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}
