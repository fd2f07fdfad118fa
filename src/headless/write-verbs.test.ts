import { beforeAll, describe, expect, it } from "vitest";

import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { Draft, DraftEvent, Suggestion } from "../app/assistant.ts";
import { complete, splitForModel } from "../app/complete.ts";
import { CompletionPlanner } from "../app/completion-plan.ts";
import { completionBudget, defaultTuning } from "../app/completion-tuning.ts";
import { critique } from "../app/critique.ts";
import { BaselineKeeper, measureBaseline } from "../app/critique-baseline.ts";
import { draft } from "../app/draft.ts";
import { serveLocally } from "../app/persona/local-persona.ts";
import { Persona } from "../app/persona/persona.ts";
import { inventEntries } from "../app/testing/invent-entries.ts";
import { countWords } from "../stylometry/sample-windows.ts";
import { loadModelFolder } from "./load-starter.ts";

const persona = new Persona();
for (const entry of inventEntries(120)) persona.add(entry);
const service = serveLocally(persona);
const now = (): number => Date.UTC(2021, 0, 1) + performance.now();
const { signal } = new AbortController();

let engine: Engine;
let contextTokens: number;
beforeAll(async () => {
  const loaded = await loadModelFolder();
  ({ engine } = loaded);
  ({ contextTokens } = loaded.model);
  await engine.personalise({ entries: persona.ownTexts() });
}, 60_000);

const completeWith = async (
  textBefore: string,
  options: { textAfter?: string; engine?: Engine | null; planner?: CompletionPlanner } = {},
): Promise<Suggestion[]> => {
  const found: Suggestion[] = [];
  await complete(
    { textBefore, textAfter: options.textAfter ?? "", register: "diary", seed: 1 },
    {
      engine: options.engine === undefined ? engine : options.engine,
      persona: service,
      planner: options.planner ?? new CompletionPlanner(completionBudget),
      now,
      tuning: {
        ...defaultTuning,
        instantThreshold: 0.6,
        modelThreshold: 0.3,
        continueThreshold: 0.3,
      },
    },
    { signal, onSuggestion: (suggestion) => found.push(suggestion) },
  );
  return found;
};

describe("complete", () => {
  it("suggests at once without a model", async () => {
    const [instant, ...more] = await completeWith("The river was high and the r", { engine: null });
    expect(instant).toMatchObject({ tier: "instant", text: "ope was wet." });
    expect(instant?.evidence.length).toBeGreaterThan(0);
    expect(more).toEqual([]);
  });

  it("[P5] [P6] goes on in the person's words, with evidence, the same each time", async () => {
    const text = "Ingrid sang. The river was low and the rope was wet. Good n";
    const suggestions = await completeWith(text);
    expect(suggestions.at(-1)?.text).toMatch(/^ight, little boat\./u);
    for (const { entry } of suggestions.at(-1)?.evidence ?? []) expect(entry.isOwn).toBe(true);
    const again = await completeWith(text);
    expect(again.map(({ tier, text: shown, confidence }) => [tier, shown, confidence])).toEqual(
      suggestions.map(({ tier, text: shown, confidence }) => [tier, shown, confidence]),
    );
  });

  it("[P1] [P2] [P8] is silent where nothing may stand", async () => {
    expect(await completeWith("Good night, lit", { textAfter: "tle boat." })).toEqual([]);
    expect(await completeWith("```\nGood night, lit")).toEqual([]);
    expect(await completeWith("Good night, little", { textAfter: " boat." })).toEqual([]);
  });

  it("rejects when it is cancelled", async () => {
    const controller = new AbortController();
    controller.abort();
    const call = complete(
      { textBefore: "The ", textAfter: "", register: "diary", seed: 1 },
      { engine, persona: service, planner: new CompletionPlanner(completionBudget), now },
      { signal: controller.signal, onSuggestion: () => undefined },
    );
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("splits before the half word and the white space", () => {
    expect(splitForModel("I was go")).toEqual({ settled: "I was", forcedPrefix: " go" });
    expect(splitForModel("I was,\n\n")).toEqual({ settled: "I was,", forcedPrefix: "\n\n" });
    expect(splitForModel("")).toEqual({ settled: "", forcedPrefix: "" });
  });
});

describe("CompletionPlanner", () => {
  it("keeps the prompt's beginning while a sentence is written, and cuts a long document", async () => {
    const planner = new CompletionPlanner(completionBudget);
    const deps = { engine, persona: service };
    const sentence = "Tomas asked for the late boat and I made tea and then we sat";
    const heads = new Set<string>();
    for (let length = 1; length <= sentence.length; length++) {
      const { prompt } = await planner.promptFor(sentence.slice(0, length), "diary", deps);
      heads.add(JSON.stringify(prompt.slice(0, -1)));
    }
    expect(heads.size).toBe(1);
    const long = `${sentence}. `.repeat(80);
    const { prompt, passages } = await planner.promptFor(long.trimEnd(), "diary", deps);
    const texts = prompt.flatMap((piece) => ("text" in piece ? [piece.text] : []));
    const counts = await engine.countTokens(texts);
    const marks = prompt.length - texts.length;
    expect(counts.reduce((sum, count) => sum + count, marks)).toBeLessThanOrEqual(contextTokens - 24);
    expect(passages.length).toBeGreaterThan(0);
    expect(texts.at(-1)).toMatch(/^Tomas/u);
  });
});

describe("draft", () => {
  const drafts = async (seed: number): Promise<{ ranked: readonly Draft[]; events: DraftEvent[] }> => {
    const events: DraftEvent[] = [];
    const ranked = await draft(
      { topic: "a basket of pears", replyTo: null, register: "diary", candidates: 2, seed },
      { engine, persona: service, contextTokens },
      { signal, onEvent: (event) => events.push(event) },
    );
    return { ranked, events };
  };

  it("[D1] [D8] streams what was asked for, weighs spare ones, and says what each drew on", async () => {
    const { ranked, events } = await drafts(3);
    expect(ranked.length).toBeGreaterThan(0);
    expect(ranked.length).toBeLessThanOrEqual(2);
    expect(events[0]).toMatchObject({ kind: "evidence" });
    expect(events.at(-1)).toMatchObject({ kind: "weighing" });
    const growing = events.flatMap((event) => (event.kind === "text" ? [event.index] : []));
    expect(Math.max(...growing)).toBeLessThan(2);
    for (const each of ranked) {
      expect(each.text).not.toMatch(/<\||^\s|\s$/u);
      expect(each.evidence.length).toBeGreaterThan(0);
      expect(each.styleDistance === null).toBe(countWords(each.text) < 20);
    }
  });

  it("[D6] gives the same drafts in the same order for a seed, also at once again, and others for the next", async () => {
    const told = async (seed: number) => (await drafts(seed)).ranked.map(({ index, text }) => [index, text]);
    const first = await told(3);
    expect(await told(3)).toEqual(first);
    const next = await told(4);
    expect(next.map(([, text]) => text)).not.toEqual(first.map(([, text]) => text));
    expect(await told(3)).toEqual(first);
  });

  it("says so when no model is loaded", async () => {
    const call = draft(
      { topic: "pears", replyTo: null, register: "diary", candidates: 1, seed: 1 },
      { engine: null, persona: service, contextTokens },
      { signal, onEvent: () => undefined },
    );
    await expect(call).rejects.toBeInstanceOf(EngineError);
  });
});

describe("critique", () => {
  const own = "The miller sang, as ever. The river was low and the rope was wet. Good night, little boat.";
  const strange = "omg guys!!! u wont BELIEVE the synergy of our quarterly deliverables, lol :) kthxbye!!!";
  const deps = {
    persona: service,
    get contextTokens() {
      return contextTokens;
    },
  };

  it("[C2] [C5] finds a stranger's words odd and the person's own ordinary", async () => {
    const baseline = await measureBaseline(
      { engine, ...deps },
      { signal, restore: () => engine.personalise({ entries: persona.ownTexts() }) },
    );
    expect(baseline?.words).toBeGreaterThan(150);
    const look = (text: string) => critique({ text, register: "diary" }, { engine, baseline, ...deps }, { signal });
    const [mine, theirs] = [await look(own), await look(strange)];
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(theirs.words.map((word) => word.oddness))).toBeGreaterThan(
      mean(mine.words.map((word) => word.oddness)) + 0.3,
    );
    expect(theirs.bitsPerCharacter).toBeGreaterThan(mine.bitsPerCharacter * 2);
    expect(theirs.findings.map((finding) => finding.feature)).toContain("exclamations");
    expect(mine.findings).toEqual([]);
    expect(mine.ownBitsPerCharacter).toBeGreaterThan(0);
    expect(theirs.surpriseRatio).toBeGreaterThan((mine.surpriseRatio ?? 9) * 1.3);
    expect(mine.words.map((word) => own.slice(word.start, word.end)).slice(0, 2)).toEqual(["The", "miller"]);
  });

  it("[C4] works without a baseline, and without a model as far as that goes", async () => {
    const plain = await critique({ text: strange, register: "diary" }, { engine, baseline: null, ...deps }, { signal });
    expect(plain.ownBitsPerCharacter).toBeNull();
    expect(Math.max(...plain.words.map((word) => word.oddness))).toBeGreaterThan(0.3);
    const bare = await critique(
      { text: strange, register: "diary" },
      { engine: null, baseline: null, ...deps },
      { signal },
    );
    expect(bare.words).toEqual([]);
    expect(bare.findings.length).toBeGreaterThan(0);
  });

  it("measures a baseline once for the same entries, and again after a failure", async () => {
    let calls = 0;
    const keeper = new BaselineKeeper(async () => {
      calls++;
      if (calls === 1) throw new EngineError("device-lost", "gone");
      return null;
    });
    expect(await keeper.untilMeasured(signal)).toBeNull();
    await keeper.untilMeasured(signal);
    await keeper.untilMeasured(signal);
    expect(calls).toBe(2);
    keeper.forget();
    await keeper.untilMeasured(signal);
    expect(calls).toBe(3);
  });
});
