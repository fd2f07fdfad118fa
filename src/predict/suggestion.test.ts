import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isSuggestionPlace } from "./suggestion-place.ts";
import { tidySuggestion } from "./tidy-suggestion.ts";

describe("isSuggestionPlace", () => {
  it.each([
    ["plain text", "I was going", "", true],
    ["[P1] inside a word", "I was go", "ing", false],
    ["[P1] before a sign", "I was", ", he said", true],
    ["[P2] in a fence", "See:\n```js\nconst a", "", false],
    ["[P2] after a closed fence", "```js\nconst a\n```\nAnd then", "", true],
    ["[P2] in a tilde fence", "~~~\ncode", "", false],
    ["[P2] in inline code", "Run `npm in", "", false],
    ["[P2] after inline code", "Run `npm ci` and", "", true],
    ["[P2] in an indented block", "So:\n\n    const a", "", false],
    ["[P2] in a list under its item", "- one\n    and more", "", true],
    ["[P3] in a web address", "see https://exam", "", false],
    ["[P3] after a web address", "see https://example.org and", "", true],
    ["[P3] in a link's target", "see [this](exam", "", false],
    ["[P3] in a tag", "<a hre", "", false],
    ["[P3] after a comparison", "a < b and so", "", true],
  ])("%s", (_, before, after, expected) => expect(isSuggestionPlace(before, after)).toBe(expected));
});

const tidy = (raw: string, textBefore = "I was", textAfter = "", isCutOff = true): string =>
  tidySuggestion(raw, { textBefore, textAfter, isCutOff });

describe("tidySuggestion", () => {
  it.each([
    ["[P4] stops at the line", " going home\nThen", "I was", "", " going home"],
    ["[P4] stops at the sentence", " going home. Then I", "I was", "", " going home."],
    ["[P5] drops the half word", " going to the har", "I was", "", " going to the"],
    ["[P5] keeps a word before a sign", " going home,", "I was", "", " going home,"],
    ["[P6] brings no second space", " going home,", "I was ", "", "going home,"],
    ["[P6] begins a document without one", " Going home.", "", "", "Going home."],
    ["[P7] shows no mark", " going<|end|> home", "I was", "", ""],
    ["[P7] shows no dots", "...", "I was", "", ""],
    ["[P7] cuts before dots", " going home... and then", "I was", "", " going home"],
    ["[P7] shows no white space", "   ", "I was", "", ""],
    ["[P8] leaves out what follows", " going home tonight,", "I was", " home tonight, dear", " going"],
    ["[P8] is silent when all of it follows", " going home", "I was", " going home", ""],
    ["[P8] brings no second full stop", " going home.", "I was", ".", " going home"],
    ["[P9] says no word twice", " the the house of", "in", "", " the"],
    ["[P9] does not begin with the word just written", " was going there", "I was", "", ""],
    ["[P9] says no run of words twice", " and so on and so on and", "well", "", " and so on and so"],
  ])("%s", (_, raw, before, after, expected) => {
    expect(tidySuggestion(raw, { textBefore: before, textAfter: after, isCutOff: true })).toBe(expected);
  });

  it("[P5] keeps the last word when the model ended by itself", () => {
    expect(tidy(" going home", "I was", "", false)).toBe(" going home");
  });

  it("[P4] [P7] holds for anything", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (raw, before, after) => {
        const text = tidy(raw, before, after);
        expect(text).not.toMatch(/[\n\r\p{Cc}\uFFFD]|<\||\s$/u);
        expect(text === "" || /[\p{L}\p{N}]/u.test(text)).toBe(true);
      }),
    );
  });
});
