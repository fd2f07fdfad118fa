import { describe, expect, it } from "vitest";

import { findCopies } from "./find-copies.ts";
import { type DraftMerits, rateDraft, repeatsItself } from "./rate-draft.ts";
import { readTopicWords, topicShare } from "./topic-words.ts";
import { usualLength } from "./usual-length.ts";

const run = "the rope was wet and the river was high so nobody came over that day";

describe("findCopies", () => {
  it("[D2] finds twelve words that an entry has, and where", () => {
    const copies = findCopies(`So it was: ${run}, I think.`, ["Nothing here.", `Yesterday ${run}.`]);
    expect(copies).toEqual([{ words: 15, entry: 1 }]);
    expect(findCopies("So the rope was wet and the river was high.", [`Yesterday ${run}.`])).toEqual([]);
  });
  it("[D2] takes what three entries have for a saying", () => {
    expect(findCopies(run, [run, `And ${run}`, `${run} again`])).toEqual([]);
    expect(findCopies(run, [run, `And ${run}`])).toHaveLength(1);
  });
});

describe("rateDraft", () => {
  const good: DraftMerits = {
    styleDistance: 0.5,
    tellingBits: 0,
    plainBitsPerCharacter: 1.5,
    topicShare: 0.5,
    words: 40,
    usualWords: 50,
    copiedWords: 0,
    isWhole: true,
    repeatsItself: false,
  };
  it.each<[string, Partial<DraftMerits>]>([
    ["unlike the person", { styleDistance: 3 }],
    ["breaking a habit", { tellingBits: 12 }],
    ["too short to tell", { styleDistance: null }],
    ["hardly coherent", { plainBitsPerCharacter: 2.5 }],
    ["off the topic", { topicShare: 0 }],
    ["far too short", { words: 7 }],
    ["far too long", { words: 200 }],
    ["copied", { copiedWords: 13 }],
    ["broken off", { isWhole: false }],
    ["repeating itself", { repeatsItself: true }],
  ])("[D1] ranks a draft behind that is %s", (_, change) => {
    expect(rateDraft({ ...good, ...change })).toBeLessThan(rateDraft(good));
  });
  it("[D1] does not put a copy first only because it is like the person", () => {
    const copy = { ...good, styleDistance: 0, plainBitsPerCharacter: 1.2, copiedWords: 22 };
    expect(rateDraft(copy)).toBeLessThan(rateDraft({ ...good, styleDistance: 1 }));
  });
});

describe("repeatsItself", () => {
  it("[D3] sees a run of six words that comes again, whatever the signs between", () => {
    expect(repeatsItself("I went up the hill today. Then I went up, the hill today.")).toBe(true);
    expect(repeatsItself("I went up the hill. Then I went up the hill.")).toBe(false);
  });
});

describe("topicShare", () => {
  const words = readTopicWords(
    ["A morning at the repair café"],
    ["Repair café: toasters and lamps.", "The toasters again, and lamps.", "Tide tables."],
    ["Wind west and rain.", "Rain again.", "The ferry was late.", "Wind."],
  );
  it("[D4] counts the topic's words in all their forms, and words that stand beside them", () => {
    expect([...words.own].toSorted()).toEqual(["cafe", "morni", "repai"]);
    expect([...words.related].toSorted()).toEqual(["lamps", "toast"]);
    expect(topicShare("We repaired things at the cafe in the mornings.", words)).toBe(1);
    expect(topicShare("A toaster and lamps.", words)).toBeCloseTo(0.2, 9);
    expect(topicShare("Wind and rain.", words)).toBe(0);
    expect(topicShare("Wind.", readTopicWords(["?"], [], []))).toBe(0);
  });
});

describe("usualLength", () => {
  it("[D5] gives a long entry of the person's room, and no more", () => {
    const chats = Array.from({ length: 20 }, (_, i) => `ok then ${"word ".repeat(i % 5)}`);
    expect(usualLength(chats, 160)).toEqual({ words: 4, mostTokens: 24, endsOpen: true });
    const pages = Array.from({ length: 9 }, () => `${"word ".repeat(300)}.`);
    expect(usualLength(pages, 160)).toMatchObject({ mostTokens: 160, endsOpen: false });
    expect(usualLength([], 160).words).toBe(50);
  });
});
