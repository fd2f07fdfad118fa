import { describe, expect, it } from "vitest";

import { findCommonRuns } from "./common-runs.ts";
import { finishDraft } from "./finish-draft.ts";

describe("findCommonRuns", () => {
  it("finds what both texts say, whatever the case and the signs between", () => {
    const draft = "Well, we walked to the old harbour; it rained.";
    const entry = "Yesterday We walked, to the old Harbour and it was fine.";
    const [run, ...rest] = findCommonRuns(draft, entry);
    expect(rest).toEqual([]);
    expect(run?.words).toBe(6);
    expect(draft.slice(run?.draft.start, run?.draft.end)).toBe("we walked to the old harbour");
    expect(entry.slice(run?.entry.start, run?.entry.end)).toBe("We walked, to the old Harbour");
  });
  it("orders by length and leaves out what stands in a longer run", () => {
    const runs = findCommonRuns("a b c d e. x y z", "x y z and a b c d e and c d e");
    expect(runs.map((run) => run.words)).toEqual([5, 3]);
  });
  it("finds a run at the very end and nothing where there is nothing", () => {
    expect(findCommonRuns("so it goes on", "and it goes on").map((run) => run.words)).toEqual([3]);
    expect(findCommonRuns("one two", "three four")).toEqual([]);
    expect(findCommonRuns("", "")).toEqual([]);
  });
});

describe("finishDraft", () => {
  it.each([
    ["It rained. We went to the har", true, "It rained."],
    ["It rained. We went home.", true, "It rained. We went home."],
    ["We went to the har", true, "We went to the"],
    ["It rained. We went to the harbour", false, "It rained. We went to the harbour"],
    ["Dear Tom,\n\nthanks for the let", true, "Dear Tom,"],
  ])("%j (cut off: %s)", (raw, isCutOff, expected) => expect(finishDraft(raw, isCutOff)).toBe(expected));
});
