import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { complete } from "../app/complete.ts";
import { CompletionPlanner } from "../app/completion-plan.ts";
import { completionBudget } from "../app/completion-tuning.ts";
import { serveLocally } from "../app/persona/local-persona.ts";
import { Persona } from "../app/persona/persona.ts";
import { EngineError } from "../engine/errors.ts";
import { replayTyping, type ReplayedSuggestion } from "../evaluation/replay-typing.ts";
import { ImportError } from "../log/errors.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { logMarks } from "../prompt/log-format.ts";
import { readPersona } from "./read-persona.ts";

export interface ReplayOptions {
  readonly history: readonly string[];
  readonly me?: string | undefined;
  /** Which fifth of the entries is typed anew; what is older is history, what is newer is not read. 5 unless told. */
  readonly fifth?: 4 | 5 | undefined;
  /** About how many characters are typed, from the beginnings of entries spread over the fifth. */
  readonly characters?: number | undefined;
  /** `instant`: without any model. */
  readonly tier?: "instant" | "model" | undefined;
}

/** What the command prints as its last line. */
export interface ReplayReport {
  readonly historyEntries: number;
  readonly characters: number;
  readonly keys: number;
  /** Key presses after which a suggestion stood there. */
  readonly shown: number;
  /** How many of these began with the right word, 0–1; null where nothing was shown. */
  readonly precision: number | null;
  /** 1 − keys ÷ characters, with one key for a whole suggestion or for each right word of it. */
  readonly keystrokeSavings: number;
  /** From the key to the last suggestion for it, or to silence. */
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

const pieceCharacters = 300;

/** Lets a later part of a history be typed anew, with what the app would suggest from the part before. */
export async function replayHistory(options: ReplayOptions): Promise<ReplayReport> {
  const { fifth = 5, characters = 1500 } = options;
  const { entries } = await readPersona(options.history, options.me);
  const own = entries.filter((entry) => entry.isOwn);
  // For the fourth fifth the last one is unknown altogether: it is kept for the figures of what was chosen on the fourth.
  const [from, to] = fifth === 4 ? [0.64, 0.8] : [0.8, 1];
  const history = own.slice(0, Math.floor(own.length * from));
  const later = own.slice(history.length, Math.floor(own.length * to));
  const persona = new Persona();
  for (const entry of history) persona.add(entry);

  const starter = options.tier === "instant" ? null : await import("./load-starter.ts");
  const engine = starter === null ? null : (await starter.loadModelFolder()).engine;
  await engine?.personalise({ entries: persona.ownTexts(), startMark: logMarks.own });
  const deps = { engine, persona: serveLocally(persona), planner: new CompletionPlanner(completionBudget) };
  const times: number[] = [];
  const suggest = async (textBefore: string, register: string): Promise<ReplayedSuggestion | null> => {
    const startedAt = performance.now();
    let last: ReplayedSuggestion | null = null;
    await complete(
      { textBefore, textAfter: "", register, seed: 0 },
      { ...deps, now: () => performance.now() },
      { signal: new AbortController().signal, onSuggestion: (suggestion) => (last = suggestion) },
    );
    times.push(performance.now() - startedAt);
    return last;
  };

  let [typed, keys, shown, right] = [0, 0, 0, 0];
  for (const { text, register } of spread(later, characters)) {
    // oxlint-disable-next-line no-await-in-loop -- one writer
    const replay = await replayTyping([text.slice(0, pieceCharacters)], (before) => suggest(before, register));
    typed += replay.characters;
    keys += replay.keys;
    shown += replay.shown;
    right += replay.right;
  }
  times.sort((a, z) => a - z);
  const quantile = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return {
    historyEntries: history.length,
    characters: typed,
    keys,
    shown,
    precision: shown === 0 ? null : right / shown,
    keystrokeSavings: typed === 0 ? 0 : 1 - keys / typed,
    latencyMs: { p50: quantile(0.5), p95: quantile(0.95) },
  };
}

/** Entries that together have about so many characters, evenly spread. */
function spread(entries: readonly LogEntry[], characters: number): LogEntry[] {
  const lengths = entries.map(({ text }) => Math.min(text.length, pieceCharacters));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const count = Math.min(entries.length, Math.max(1, Math.round(characters / Math.max(1, mean))));
  return Array.from({ length: count }, (_, i) => entries[Math.floor(((i + 0.5) * entries.length) / count)] as LogEntry);
}

const usage =
  "Usage: npm run --silent replay -- FILE… [--fifth 4|5] [--characters N] [--tier instant|model] [--me NAME]";

async function main(): Promise<void> {
  try {
    const { values, positionals: history } = parseArgs({
      allowPositionals: true,
      options: {
        fifth: { type: "string" },
        characters: { type: "string" },
        tier: { type: "string" },
        me: { type: "string" },
      },
    });
    const { tier, me } = values;
    if (history.length === 0) throw new ImportError("nothing-chosen", usage);
    const fifth = Number(values.fifth ?? 5);
    const characters = Number(values.characters ?? 1500);
    if (fifth !== 4 && fifth !== 5) throw new RangeError(`--fifth is 4 or 5. ${usage}`);
    if (!(characters > 0)) throw new RangeError(`--characters is a number above 0. ${usage}`);
    if (tier !== undefined && tier !== "instant" && tier !== "model")
      throw new RangeError(`No tier “${tier}”. ${usage}`);
    console.log(JSON.stringify(await replayHistory({ history, me, fifth, characters, tier })));
  } catch (error) {
    const code = error instanceof ImportError || error instanceof EngineError ? error.code : "failed";
    const message = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ error: { code, message } }));
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
