import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { segmentPieces, splitUnfinished } from "./pieces.ts";
import { endsSentence, segmentSentences } from "./sentences.ts";

const sentences = (text: string): string[] => segmentSentences(text).map((s) => text.slice(s.start, s.end));

describe("segmentSentences", () => {
  it("ends at marks before white space and at line breaks", () => {
    expect(sentences("One. Two? “Three!” Four…\nfive")).toEqual(["One.", "Two?", "“Three!”", "Four…", "five"]);
  });
  it("goes on after abbreviations, initials and inside numbers", () => {
    expect(sentences("Mr. Gunning paid 3.50 to J. Smith at 4 P.M. today. Then home.")).toEqual([
      "Mr. Gunning paid 3.50 to J. Smith at 4 P.M. today.",
      "Then home.",
    ]);
  });
  it("loses nothing but white space", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c. !?\n]{0,60}$/u), (text) => {
        expect(sentences(text).join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
      }),
    );
  });
});

describe("endsSentence", () => {
  it.each([
    ["", true],
    ["Yes.", true],
    ["Yes.) ", true],
    ["Title\n", true],
    ["and so", false],
  ])("%j: %s", (text, expected) => expect(endsSentence(text)).toBe(expected));
});

describe("segmentPieces", () => {
  it("keeps the space with the word behind it", () => {
    expect(segmentPieces("I don’t know,  really…\n\nBye")).toEqual([
      "I",
      " don’t",
      " know",
      ",",
      " ",
      " really",
      "…",
      "\n",
      "\n",
      "Bye",
    ]);
  });
  it("puts together what it cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(segmentPieces(text).join("")).toBe(text);
      }),
    );
  });
});

describe("splitUnfinished", () => {
  it.each([
    ["I was go", "I was", " go"],
    ["I was ", "I was", " "],
    ["I was,", "I was,", ""],
    ["I don'", "I", " don'"],
    ["end.\nSo", "end.\n", "So"],
  ])("%j", (text, settled, unfinished) => expect(splitUnfinished(text)).toEqual({ settled, unfinished }));
});
