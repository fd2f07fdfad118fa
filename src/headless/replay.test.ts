import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { inventEntries } from "../app/testing/invent-entries.ts";
import { toEntryLine } from "./entry-line.ts";
import { replayHistory } from "./replay.ts";

let folder: string;
let history: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "selfsame-replay-"));
  history = path.join(folder, "history.jsonl");
  await writeFile(history, inventEntries(100).map(toEntryLine).join("\n"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("replay", () => {
  it("types the last fifth anew from what was before it, and repeats itself", async () => {
    const options = { history: [history], characters: 400, tier: "instant" } as const;
    const { latencyMs, ...report } = await replayHistory(options);
    expect(report.historyEntries).toBe(80);
    expect(report.characters).toBeGreaterThan(300);
    // A writer of set phrases: half of all keys is the least that can be saved.
    expect(report.keystrokeSavings).toBeGreaterThan(0.5);
    expect(report.precision).toBeGreaterThan(0.6);
    expect(latencyMs.p95).toBeGreaterThanOrEqual(latencyMs.p50);
    expect(await replayHistory(options)).toMatchObject(report);
  });

  it("knows less of what comes earlier", async () => {
    const { historyEntries } = await replayHistory({ history: [history], characters: 50, tier: "instant", fifth: 4 });
    expect(historyEntries).toBe(64);
  });

  it("takes the model in, with the same result each time", async () => {
    const options = { history: [history], characters: 150 } as const;
    const { latencyMs: _, ...report } = await replayHistory(options);
    expect(report.keystrokeSavings).toBeGreaterThan(0.5);
    expect(report.precision).toBeGreaterThan(0.6);
    expect(await replayHistory(options)).toMatchObject(report);
  });
});
