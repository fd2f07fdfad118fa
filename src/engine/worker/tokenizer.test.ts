import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { toByteAlphabet } from "./byte-alphabet.ts";
import { TextTokenizer } from "./tokenizer.ts";
import { Utf8Stream } from "./utf8-stream.ts";

const json = JSON.parse(
  readFileSync(new URL("../../../public/models/starter/tokenizer.json", import.meta.url), "utf8"),
) as { added_tokens: { content: string }[]; model: object };
const tokenizer = new TextTokenizer(json);
const anyText = fc.string({ unit: "grapheme", maxLength: 60 });

/** What the bytes of the tokens spell, put together one by one. */
function spell(ids: readonly number[]): string[] {
  const stream = new Utf8Stream();
  return ids.map((id) => stream.push(tokenizer.bytesOf(id)));
}

describe("tokenizer", () => {
  test("[E12] no text becomes a special token", () => {
    const marks = json.added_tokens.map((token) => token.content);
    expect(marks).toHaveLength(16);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...marks), anyText)), (parts) => {
        const ids = tokenizer.encodeText(parts.join(""));
        expect(ids.filter((id) => tokenizer.markIds.has(id))).toEqual([]);
      }),
    );
  });

  test("[E12] marks of a prompt are special tokens, and texts beside each other are one text", () => {
    const ids = tokenizer.encodePrompt([{ mark: "<|post|>" }, { text: "Hel" }, { text: "lo" }, { mark: "<|end|>" }]);
    expect(ids).toEqual([2, ...tokenizer.encodeText("Hello"), 0]);
  });

  test("[E18] encoding and spelling out gives any text back, with exact places", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const placed = tokenizer.place(text);
        expect(spell(placed.map((token) => token.id)).join("")).toBe(text);
        expect(placed.map((token) => text.slice(token.start, token.end)).join("")).toBe(text);
        expect(placed.at(-1)?.end ?? 0).toBe(text.length);
      }),
      { numRuns: 300 },
    );
  });

  test("[E5] a stream never holds half a character", () => {
    const pieces = spell(tokenizer.encodeText("a👩‍🚀漢ö"));
    expect(pieces.length).toBeGreaterThan(6);
    expect(pieces.join("")).toBe("a👩‍🚀漢ö");
    for (const piece of pieces) expect(piece.isWellFormed() && !piece.includes("\uFFFD")).toBe(true);
  });

  test("[E18] a lone surrogate becomes one replacement character, so places stay right", () => {
    const placed = tokenizer.place("a\uD83Db");
    expect(placed.at(-1)?.end).toBe(3);
    expect(spell(placed.map((token) => token.id)).join("")).toBe("a\uFFFDb");
  });

  test("the byte alphabet has one character for each byte", () => {
    expect(toByteAlphabet(" é\n")).toBe("ĠÃ©Ċ");
  });

  test.each([
    ["model-damaged", {}],
    ["model-damaged", null],
    ["model-unsupported", { ...json, decoder: { type: "Metaspace" } }],
    ["model-unsupported", { ...json, normalizer: { type: "NFKC" } }],
    ["model-damaged", { ...json, added_tokens: [{ content: 5 }] }],
    ["model-damaged", { ...json, model: { ...json.model, vocab: { a: "x" } } }],
  ])("[E2] %s for a tokenizer.json that cannot be used", (code, damaged) => {
    expect(() => new TextTokenizer(damaged)).toThrow(expect.objectContaining({ name: "EngineError", code }));
  });
});
