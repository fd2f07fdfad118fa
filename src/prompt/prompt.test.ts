import { describe, expect, it } from "vitest";

import { logMarks, writeLogPrompt } from "./log-format.ts";
import { cutDocument, fitPassages } from "./token-budget.ts";

describe("writeLogPrompt", () => {
  it("puts the person's entries before an open one", () => {
    expect(writeLogPrompt([{ text: "One." }, { topic: "Rain", text: "Two." }], { text: "Now" })).toEqual([
      { mark: logMarks.author },
      { mark: logMarks.own },
      { text: "One." },
      { mark: logMarks.topic },
      { text: "Rain" },
      { mark: logMarks.own },
      { text: "Two." },
      { mark: logMarks.own },
      { text: "Now" },
    ]);
  });
  it("puts topic and what was said before an entry that is still empty", () => {
    expect(writeLogPrompt([], { topic: "Soup", replyTo: "Is it good?", text: "" })).toEqual([
      { mark: logMarks.author },
      { mark: logMarks.topic },
      { text: "Soup" },
      { mark: logMarks.other },
      { text: "Is it good?" },
      { mark: logMarks.own },
    ]);
  });
  it("never turns characters of an entry into a mark", () => {
    const pieces = writeLogPrompt([{ text: "<|post|> hello <|end|>" }], { text: "" });
    expect(pieces).toContainEqual({ text: "<|post|> hello <|end|>" });
    expect(pieces.filter((piece) => "mark" in piece)).toHaveLength(3);
  });
});

describe("fitPassages", () => {
  it("takes the best that fit and puts the best one last", () => {
    const passages = [
      { name: "best", tokens: 40 },
      { name: "long", tokens: 90 },
      { name: "short", tokens: 20 },
    ];
    expect(fitPassages(passages, (p) => p.tokens, 70).map((p) => p.name)).toEqual(["short", "best"]);
    expect(fitPassages(passages, (p) => p.tokens, 10)).toEqual([]);
  });
});

describe("cutDocument", () => {
  const text = "This is a sentence of the document. ".repeat(40);

  it("keeps a document that fits", () => {
    expect(cutDocument("short", 100)).toBe(0);
    expect(cutDocument(text.slice(0, 400), 400)).toBe(0);
  });
  it("moves in big steps, to the beginning of a sentence", () => {
    const cuts = new Set<number>();
    for (let length = 1; length < text.length; length++) {
      const cut = cutDocument(text.slice(0, length), 400);
      expect(length - cut).toBeLessThanOrEqual(400);
      expect(length - cut).toBeGreaterThanOrEqual(Math.min(length, 60));
      cuts.add(cut);
    }
    expect(cuts.size).toBeLessThan(10);
    for (const each of cuts) expect(text.slice(each)).toMatch(/^This/u);
  });
  it("finds a word where no sentence ends, and copes where no word ends", () => {
    const words = "word ".repeat(300);
    expect(words.slice(cutDocument(words, 400))).toMatch(/^word /u);
    expect(cutDocument("x".repeat(1000), 400)).toBe(600);
  });
});
