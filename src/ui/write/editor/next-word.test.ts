import { describe, expect, it } from "vitest";

import { nextWordLength } from "./next-word.ts";

const first = (text: string): string => text.slice(0, nextWordLength(text));

describe("nextWordLength", () => {
  it("[U5] takes the space before and the punctuation after a word", () => {
    expect(first(" rest, of it")).toBe(" rest,");
    expect(first("ing again")).toBe("ing");
    expect(first("last.")).toBe("last.");
  });

  it("[U5] takes a dash or a smiley on its own", () => {
    expect(first(" — and")).toBe(" —");
    expect(first(" :) you")).toBe(" :)");
  });

  it("[U5] takes one word of a script without spaces", () => {
    const text = "今日は天気がいい";
    expect(nextWordLength(text)).toBeGreaterThan(0);
    expect(nextWordLength(text)).toBeLessThan(text.length);
  });

  it("[U5] takes nothing from nothing", () => {
    expect(nextWordLength("")).toBe(0);
  });
});
