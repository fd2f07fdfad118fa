import { describe, expect, it } from "vitest";

import { styleFeatures } from "./all-features.ts";
import { burrowsDelta, buildWordHabits } from "./burrows-delta.ts";
import { readStyleText } from "./style-text.ts";

const measure = (name: string, text: string): { value: number; opportunities: number; found: string[] } => {
  const feature = styleFeatures.find((each) => each.name === name);
  if (feature === undefined) throw new RangeError(`No feature ${name}.`);
  const { value, opportunities, places } = feature.measure(readStyleText(text));
  return { value, opportunities, found: places.map((place) => text.slice(place.start, place.end)) };
};

describe("style features", () => {
  it.each<[name: string, text: string, value: number, found: string[]]>([
    ["sentence-length", "One two. Three four five six.", 3, ["One two.", "Three four five six."]],
    ["exclamations", "No!!! Yes. Oh!", 4 / 3, ["!!!", "!"]],
    ["long-dashes", "a — b – c", 1 / 3, ["—"]],
    ["questions", "Why? Because.", 1 / 2, ["Why?"]],
    ["dashes", "a – b — c-d - e", 3 / 5, ["–", "—", "-"]],
    ["dash-kind", "a — b - c - d", 1 / 3, ["—"]],
    ["ellipses", "well… no... yes.", 2 / 3, ["…", "..."]],
    ["commas", "a, b, 1,000", 2 / 4, [",", ","]],
    ["colons", "at 12:30: go", 1 / 4, [":"]],
    ["lower-case-starts", "so it is. Fine. okay.", 2 / 3, ["so it is.", "okay."]],
    ["lower-case-i", "i think I know, i.e. not", 1 / 2, ["i"]],
    ["shouting", "this is SO VERY loud", 1 / 5, ["VERY"]],
    ["contractions", "I don’t know. I do not. It's. She cannot.", 1 / 2, ["don’t", "It's"]],
    ["dropped-apostrophes", "dont say I don't", 1 / 2, ["dont"]],
    ["emoji", "yes 👍🏽 ok :) 10:30", 2 / 4, ["👍🏽", ":)"]],
    ["curly-quotes", "“so” it's", 2 / 3, ["'"]],
    ["spelling", "my favourite color", 1 / 2, ["favourite"]],
    ["double-spaces", "One.  Two.  Three. Four.", 2 / 3, [" "]],
    ["open-ends", "hello there\nhow are you?", 1 / 2, ["hello there"]],
    ["greeting", "Hi Tom,\nyes.", 1, ["Hi Tom,"]],
    ["greeting", "The dear old house stood.", 0, ["The dear old house s"]],
    ["closing", "Yes.\n\nBest regards,\nMarta", 1, ["\n\nBest regards,\nMarta"]],
    ["closing", "We had the best regards of all time here", 0, ["rds of all time here"]],
    ["paragraph-length", "One two.\n\nThree\nfour.", 2, ["One two.", "Three\nfour."]],
    ["first-person", "I gave my dog to them", 2 / 6, ["I", "my"]],
  ])("%s of %j", (name, text, value, found) => {
    const measured = measure(name, text);
    expect(measured.value).toBeCloseTo(value, 6);
    expect(measured.found).toEqual(found);
  });

  it("have names of their own and say both values", () => {
    expect(new Set(styleFeatures.map((feature) => feature.name)).size).toBe(styleFeatures.length);
    const comparison = { value: 1, opportunities: 8, mean: 0.25, ownOpportunities: 400 };
    for (const feature of styleFeatures) {
      const said = feature.describe(comparison);
      expect(said).toMatch(/\d.*\.$/u);
    }
  });

  it("word-variety falls when words come back", () => {
    const varied = Array.from({ length: 80 }, (_, i) => `w${i}`).join(" ");
    const same = Array.from({ length: 80 }, (_, i) => `w${i % 7}`).join(" ");
    expect(measure("word-variety", varied).value).toBe(1);
    expect(measure("word-variety", same).value).toBeCloseTo(7 / 40, 6);
  });
});

describe("burrowsDelta", () => {
  it("is small for the same mixture of words and large for another", () => {
    const samples = ["the cat and the dog", "the dog and a cat", "a dog and the bird", "the bird and the cat"];
    const habits = buildWordHabits(samples.map(readStyleText));
    const own = burrowsDelta(readStyleText("the dog and the bird"), habits) ?? Infinity;
    const other = burrowsDelta(readStyleText("of all of of it"), habits) ?? 0;
    expect(own).toBeLessThan(other);
    expect(burrowsDelta(readStyleText("x"), [])).toBeNull();
  });
});
