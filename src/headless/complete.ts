import { logMarks } from "../prompt/log-format.ts";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import type { Suggestion } from "../app/assistant.ts";
import { complete } from "../app/complete.ts";
import { CompletionPlanner } from "../app/completion-plan.ts";
import { completionBudget } from "../app/completion-tuning.ts";
import { serveLocally } from "../app/persona/local-persona.ts";
import { EngineError } from "../engine/errors.ts";
import { ImportError } from "../log/errors.ts";
import { readPersona } from "./read-persona.ts";

export interface CompleteOptions {
  readonly history: readonly string[];
  readonly text: string;
  readonly after?: string | undefined;
  readonly me?: string | undefined;
  readonly register?: string | undefined;
  readonly seed?: number | undefined;
  /** `instant`: without any model. */
  readonly tier?: "instant" | "model" | undefined;
}

/** What the command prints as its last line. */
export interface CompleteReport {
  /** What would stand at the caret in the end; null is silence. */
  readonly suggestion: string | null;
  readonly tier: Suggestion["tier"] | null;
  /** Probability of the first word. */
  readonly confidence: number | null;
  /** Ids of the entries it rests on, best first. */
  readonly evidence: readonly string[];
  /** Everything that would have been shown, in order. */
  readonly suggestions: readonly Pick<Suggestion, "text" | "tier" | "confidence" | "latencyMs">[];
  readonly model: { readonly name: string; readonly device: string; readonly dtype: string } | null;
  readonly ownEntries: number;
  readonly seed: number;
  readonly timings: { readonly buildMs: number; readonly loadMs: number; readonly personaliseMs: number };
}

/** Completes one text as the app would, with the history in these files. */
export async function completeText(options: CompleteOptions): Promise<CompleteReport> {
  const seed = options.seed ?? 0;
  const { persona, entries, newestAt, buildMs } = await readPersona(options.history, options.me);
  const startedAt = performance.now();
  // The instant tier shall not wait for a runtime that it does not need.
  const starter = options.tier === "instant" ? null : await import("./load-starter.ts");
  const loaded = starter === null ? null : await starter.loadModelFolder();
  const loadedAt = performance.now();
  if (loaded !== null) await loaded.engine.personalise({ entries: persona.ownTexts(), startMark: logMarks.own });
  const personalisedAt = performance.now();

  const suggestions: Suggestion[] = [];
  // The moment of writing is that of the newest entry, so that the same files give the same answer on any day.
  const now = (): number => newestAt + performance.now();
  const register = options.register ?? entries.findLast((entry) => entry.isOwn)?.register ?? "post";
  await complete(
    { textBefore: options.text, textAfter: options.after ?? "", register, seed },
    {
      engine: loaded?.engine ?? null,
      persona: serveLocally(persona),
      planner: new CompletionPlanner(completionBudget),
      now,
    },
    { signal: new AbortController().signal, onSuggestion: (suggestion) => suggestions.push(suggestion) },
  );
  const last = suggestions.at(-1);
  return {
    suggestion: last?.text ?? null,
    tier: last?.tier ?? null,
    confidence: last?.confidence ?? null,
    evidence: last?.evidence.map(({ entry }) => entry.id) ?? [],
    suggestions: suggestions.map(({ text, tier, confidence, latencyMs }) => ({ text, tier, confidence, latencyMs })),
    model: loaded === null ? null : { name: "starter", device: loaded.model.device, dtype: loaded.model.dtype },
    ownEntries: persona.size,
    seed,
    timings: {
      buildMs: Math.round(buildMs),
      loadMs: Math.round(loadedAt - startedAt),
      personaliseMs: Math.round(personalisedAt - loadedAt),
    },
  };
}

const usage =
  'Usage: npm run --silent complete -- --history FILE… --text "…" [--after "…"] [--tier instant|model] [--seed N] [--register NAME] [--me NAME]';

async function main(): Promise<void> {
  try {
    const { values } = parseArgs({
      options: {
        history: { type: "string", multiple: true },
        text: { type: "string" },
        after: { type: "string" },
        me: { type: "string" },
        register: { type: "string" },
        seed: { type: "string" },
        tier: { type: "string" },
      },
    });
    const { history, text, tier } = values;
    if (history === undefined || text === undefined) throw new ImportError("nothing-chosen", usage);
    if (tier !== undefined && tier !== "instant" && tier !== "model")
      throw new RangeError(`No tier “${tier}”. ${usage}`);
    const seed = Number(values.seed ?? 0);
    if (!Number.isSafeInteger(seed)) throw new RangeError(`The seed must be a whole number, not “${values.seed}”.`);
    console.log(JSON.stringify(await completeText({ ...values, history, text, tier, seed })));
  } catch (error) {
    const code = error instanceof ImportError || error instanceof EngineError ? error.code : "failed";
    const message = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ error: { code, message } }));
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
