import { describe, expect, it } from "vitest";

import { styleFeatures } from "./all-features.ts";
import { chooseSentences, collectSentences } from "./own-sentences.ts";
import type { StyleFeature } from "./style-feature.ts";
import { countWords } from "./sample-windows.ts";

const feature = (name: string): StyleFeature => styleFeatures.find((each) => each.name === name) as StyleFeature;
const collect = (...texts: readonly string[]) =>
  collectSentences(texts.map((text, i) => ({ entryId: `e${i}`, register: "diary", text, words: countWords(text) })));
const choose = (name: string, value: number, mean: number, ...texts: readonly string[]): string[] =>
  chooseSentences(collect(...texts), feature(name), { value, mean }).map((sentence) => sentence.text);

describe("own sentences", () => {
  it("[Y8] show what is never done where others would have done it", () => {
    const texts = ["I was so happy and proud. The rope was wet today.", "We love the boat! The kettle boiled at noon."];
    expect(choose("exclamations", 0.1, 0, ...texts)).toEqual(["I was so happy and proud."]);
    expect(choose("exclamations", 0.1, 0, "The rope was wet. The kettle boiled.")).toEqual([]);
  });
  it("[Y8] show what is lacking by what has it", () => {
    expect(choose("commas", 0, 0.1, "The rope was wet. Soup, bread, and tea. So it went.")).toEqual([
      "Soup, bread, and tea.",
    ]);
  });
  it("[Y8] show an average by what is near it", () => {
    const long = "The boat that came over the river in the afternoon was so late that nobody waited for it any more.";
    expect(choose("sentence-length", 20, 5, `${long} The boat was late today. Rain again.`)).toEqual([
      "The boat was late today.",
    ]);
  });
  it("[Y8] are whole: none that a wrapped line cut in two", () => {
    const wrapped =
      "This is the first line of a message that a program wrapped at\na width of its own. It was a good day.";
    expect(collect(wrapped).map((sentence) => sentence.text)).toEqual(["It was a good day."]);
    expect(collect("first of two short lines\nand a second one").map((sentence) => sentence.text)).toHaveLength(2);
  });
});
