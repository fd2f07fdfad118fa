import { describe, expect, it } from "vitest";

import { OddnessBaseline, plainOddness } from "./oddness.ts";
import { bitsPerCharacter, type MeasuredWord, measureWords } from "./word-surprise.ts";

const tokens = (
  text: string,
  pieces: readonly [string, number][],
): { start: number; end: number; logProbability: number }[] => {
  let at = 0;
  const result = pieces.map(([piece, bits]) => {
    const start = at;
    at += piece.length;
    return { start, end: at, logProbability: -bits * Math.LN2 };
  });
  if (at !== text.length) throw new RangeError("The pieces are not the text.");
  return result;
};

describe("measureWords", () => {
  const text = "So it’s  unusual, yes";
  const own = tokens(text, [
    ["So", 1],
    [" it", 2],
    ["’s", 3],
    [" ", 4],
    [" un", 5],
    ["usual", 6],
    [",", 7],
    [" yes", 8],
  ]);

  it("[C1] sums the tokens of each word and leaves signs and lone spaces out", () => {
    const words = measureWords(text, own, own);
    expect(words.map((word) => [text.slice(word.start, word.end), Math.round(word.surprisalBits)])).toEqual([
      ["So", 1],
      ["it’s", 5],
      ["unusual", 11],
      ["yes", 8],
    ]);
    expect(words.map((word) => word.plainSurprisalBits)).toEqual(words.map((word) => word.surprisalBits));
  });
  it("[C1] counts every token for the text", () => {
    expect(bitsPerCharacter(text, own)).toBeCloseTo(36 / text.length, 9);
    expect(bitsPerCharacter("", [])).toBe(0);
  });
});

const word = (letters: number, surprisalBits: number, plainSurprisalBits = surprisalBits): MeasuredWord => ({
  start: 0,
  end: letters,
  surprisalBits,
  plainSurprisalBits,
});

describe("OddnessBaseline", () => {
  const own = Array.from({ length: 100 }, (_, i) => [word(3, i / 10), word(9, i / 5)]).flat();
  const baseline = new OddnessBaseline(own, 1.5);

  it("[C2] compares with own words of like length", () => {
    expect(baseline.oddnessOf(word(3, 4))).toBe(0);
    expect(baseline.oddnessOf(word(3, 9.9))).toBeGreaterThan(0.9);
    expect(baseline.oddnessOf(word(9, 9.9))).toBeLessThan(0.1);
    expect(baseline.oddnessOf(word(9, 50))).toBe(1);
  });
  it("[C2] borrows from all words where a length is rare", () => {
    expect(baseline.oddnessOf(word(20, 15))).toBeGreaterThan(0.5);
  });
  it("[C3] counts less what surprises everybody as much", () => {
    expect(baseline.oddnessOf(word(3, 7, 9))).toBeLessThan(baseline.oddnessOf(word(3, 7, 5)));
  });
  it("[C4] has a plain scale until it is there", () => {
    expect(plainOddness(word(5, 3))).toBe(0);
    expect(plainOddness(word(5, 16))).toBeCloseTo(0.5, 9);
    expect(plainOddness(word(5, 99))).toBe(1);
    expect(new OddnessBaseline([], 0).oddnessOf(word(5, 99))).toBe(0);
  });
});
