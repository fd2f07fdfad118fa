import { expect, test } from "vitest";

import { foldWord, segmentWords } from "./words.ts";

test("words keep inner apostrophes and leave hyphens and signs out", () => {
  expect(segmentWords("Don't re-open: it’s 5°, über!").map(({ text }) => text)).toEqual([
    "Don't",
    "re",
    "open",
    "it’s",
    "5",
    "über",
  ]);
});

test("the places of words are those of the text", () => {
  const text = "a 🙂 b";
  expect(segmentWords(text).map(({ start, end }) => text.slice(start, end))).toEqual(["a", "b"]);
});

test("folding takes case and accents away, and nothing that is a letter", () => {
  expect(foldWord("Über")).toBe("uber");
  expect(foldWord("IT’S")).toBe("it's");
  expect(foldWord("ﬁne")).toBe("fine");
  // Vowel signs of Hindi and Thai, and the sound mark that tells “ga” from “ka”.
  expect(foldWord("कि")).not.toBe(foldWord("का"));
  expect(foldWord("ที่")).toBe("ที่");
  expect(foldWord("が")).not.toBe(foldWord("か"));
  expect(foldWord("한국")).toBe("한국");
});
