import { describe, expect, it } from "vitest";

import { OddnessBaseline, plainOddness, strangenessOf } from "./oddness.ts";
import { bitsPerCharacter, type MeasuredWord, measureWords } from "./word-surprise.ts";
import { WordUse } from "./word-use.ts";

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
  const scores = tokens(text, [
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
    const words = measureWords(text, scores, scores);
    expect(words.map((word) => [text.slice(word.start, word.end), Math.round(word.surprisalBits)])).toEqual([
      ["So", 1],
      ["it’s", 5],
      ["unusual", 11],
      ["yes", 8],
    ]);
    expect(words.map((word) => word.plainSurprisalBits)).toEqual(words.map((word) => word.surprisalBits));
  });
  it("[C1] counts every token for the text", () => {
    expect(bitsPerCharacter(text, scores)).toBeCloseTo(36 / text.length, 9);
    expect(bitsPerCharacter("", [])).toBe(0);
  });
});

const own = Array.from({ length: 200 }, (_, i) => i);
const history = ["The kettle sang and the boat was late. ", "The rope, the tide and the 19 passengers."].flatMap(
  (text) => Array.from({ length: 100 }, () => text),
);
const use = new WordUse(history);
const baseline = new OddnessBaseline(own, use, 1.5);

describe("OddnessBaseline", () => {
  it("[C2] leaves four fifths of one's own words alone and marks about 7 %", () => {
    expect(baseline.oddnessOf(150)).toBe(0);
    expect(own.filter((strangeness) => baseline.oddnessOf(strangeness) >= 0.6).length / own.length).toBeCloseTo(
      0.07,
      2,
    );
    expect(own.filter((strangeness) => baseline.oddnessOf(strangeness) >= 0.97).length).toBeLessThanOrEqual(1);
    expect(baseline.oddnessOf(500)).toBe(1);
    expect(new OddnessBaseline([], use, 0).oddnessOf(99)).toBe(0);
  });
  it("[C7] says how strange a text is beside one's own, if it has words enough", () => {
    expect(baseline.ratioOf(own)).toBeCloseTo(1, 9);
    expect(baseline.ratioOf(own.map((strangeness) => strangeness * 1.6))).toBeCloseTo(1.6, 9);
    expect(baseline.ratioOf([99, 99, 99])).toBeNull();
  });
});

describe("strangenessOf", () => {
  const text = "The synergy leverages the kettle 20 times";
  const strangeness = (written: string, surprisalBits: number, plainSurprisalBits = surprisalBits): number => {
    const start = text.lastIndexOf(written);
    const word: MeasuredWord = { start, end: start + written.length, surprisalBits, plainSurprisalBits };
    return strangenessOf(word, text, use);
  };

  it("[C6] does not let a word of the person's inherit the surprise of the one before it", () => {
    expect(strangeness("the", 30)).toBeLessThan(strangeness("the", 2) + 2);
    expect(strangeness("kettle", 30)).toBeLessThan(strangeness("leverages", 12));
    expect(strangeness("leverages", 30)).toBeGreaterThan(strangeness("leverages", 12) + 10);
  });
  it("[C6] takes one number for another", () => {
    expect(use.knows("20")).toBe(true);
    expect(strangeness("20", 30)).toBeLessThan(strangeness("times", 12));
  });
  it("[C3] counts less what surprises everybody as much", () => {
    expect(strangeness("synergy", 12, 14)).toBeLessThan(strangeness("synergy", 12, 10));
  });
  it("[C4] has a plain scale until it is there", () => {
    const word = (bits: number): MeasuredWord => ({ start: 0, end: 5, surprisalBits: bits, plainSurprisalBits: bits });
    expect(plainOddness(word(3))).toBe(0);
    expect(plainOddness(word(16))).toBeCloseTo(0.5, 9);
    expect(plainOddness(word(99))).toBe(1);
  });
});
