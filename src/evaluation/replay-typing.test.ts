import { describe, expect, it } from "vitest";

import { replayTyping } from "./replay-typing.ts";

const at =
  (places: Readonly<Record<string, string>>) =>
  (before: string): { text: string; confidence: number } | null => {
    const text = places[before];
    return text === undefined ? null : { text, confidence: 0.5 };
  };

describe("replayTyping", () => {
  it("takes what is right with one key", async () => {
    const replay = await replayTyping(["we go home now"], at({ we: " go home" }));
    expect(replay.keys).toBe(2 + 1 + 4);
    expect(replay.precision).toBe(1);
  });
  it("takes single words with a key each, as far as they are right", async () => {
    const replay = await replayTyping(["we go home now"], at({ we: " go home later today" }));
    expect(replay.keys).toBe(2 + 2 + 4);
  });
  it("counts a wrong first word, also one that is only the beginning of the right one", async () => {
    const replay = await replayTyping(["we go homeward"], at({ we: " come", "we go ": "home" }));
    expect(replay).toMatchObject({ keys: 14, characters: 14, shown: 2, right: 0, precision: 0, keystrokeSavings: 0 });
  });
  it("never lets the caller see what comes", async () => {
    const seen: string[] = [];
    await replayTyping(["ab 😀"], (before) => {
      seen.push(before);
      return null;
    });
    expect(seen).toEqual(["", "a", "ab", "ab "]);
  });
});
