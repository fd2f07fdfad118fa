import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { inventEntries } from "../app/testing/invent-entries.ts";
import { completeText } from "./complete.ts";
import { toEntryLine } from "./entry-line.ts";

let folder: string;
let history: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "selfsame-complete-"));
  history = path.join(folder, "history.jsonl");
  const lines = inventEntries(80).map(toEntryLine);
  await writeFile(history, `${lines.join("\n")}\n{"broken`);
});
afterAll(() => rm(folder, { recursive: true }));

describe("complete", () => {
  it("answers from the history alone, with ids of entries as evidence", async () => {
    const report = await completeText({ history: [history], text: "The river was high and the r", tier: "instant" });
    expect(report).toMatchObject({ suggestion: "ope was wet.", tier: "instant", model: null, ownEntries: 80 });
    expect(report.evidence.length).toBeGreaterThan(0);
  });

  it("answers with the model, the same each time", async () => {
    const options = { history: [history], text: "The river was low and the rope was wet. Good n", seed: 7 };
    const [one, two] = [await completeText(options), await completeText(options)];
    expect(one.suggestion).toMatch(/^ight, little boat/u);
    expect(one.model?.name).toBe("starter");
    expect([two.suggestion, two.confidence, two.evidence]).toEqual([one.suggestion, one.confidence, one.evidence]);
  });

  it("is silent in code and says what is wrong with a history", async () => {
    const inCode = await completeText({ history: [history], text: "```\nThe river was", tier: "instant" });
    expect(inCode).toMatchObject({ suggestion: null, tier: null, confidence: null, evidence: [] });
    await expect(completeText({ history: [path.join(folder, "none.jsonl")], text: "x" })).rejects.toMatchObject({
      code: "unreadable",
    });
  });
});
