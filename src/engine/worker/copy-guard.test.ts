import { describe, expect, test } from "vitest";

import { CopyGuard } from "./copy-guard.ts";
import { PersonalModel } from "./personal-model.ts";

const entry = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];
const guardOver = (copies: number, outputStart = 0): CopyGuard => {
  const personal = new PersonalModel({ startId: 1, endId: 0, vocabularySize: 100 });
  for (let i = 0; i < copies; i++) personal.add(entry, "diary");
  return new CopyGuard({ copiedTokens: 5, repeatedTokens: 4 }, personal, outputStart);
};

describe("CopyGuard", () => {
  test("[E30] bans the token that would make a run of the person's entries too long, not the one before", () => {
    expect([...guardOver(1).bannedAfter([50, 11, 12, 13, 14])]).toEqual([15]);
    expect([...guardOver(1).bannedAfter([50, 51, 11, 12, 13])]).toEqual([]);
  });
  test("[E30] lets a saying of three entries through, and always the end", () => {
    expect([...guardOver(2).bannedAfter([11, 12, 13, 14])]).toEqual([15]);
    expect([...guardOver(3).bannedAfter([11, 12, 13, 14])]).toEqual([]);
    expect([...guardOver(1).bannedAfter([18, 19, 20, 21])]).toEqual([]);
  });
  test("counts only the output, not what the prompt ends with", () => {
    expect([...guardOver(1, 2).bannedAfter([11, 12, 13, 14])]).toEqual([]);
  });
  test("bans what would repeat the output", () => {
    expect([...guardOver(0).bannedAfter([5, 6, 7, 8, 9, 5, 6, 7])]).toEqual([8]);
    expect([...guardOver(0, 1).bannedAfter([5, 6, 7, 8, 9, 5, 6, 7])]).toEqual([]);
  });
});
