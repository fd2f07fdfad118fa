import { OddnessBaseline } from "../critique/oddness.ts";
import { type MeasuredWord, measureWords } from "../critique/word-surprise.ts";
import type { Engine } from "../engine/engine.ts";
import { scoreBothWays } from "./score-text.ts";
import type { PersonaService } from "./persona/persona-service.ts";

export interface BaselineDeps {
  readonly engine: Pick<Engine, "personalise" | "score" | "countTokens">;
  readonly persona: PersonaService;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly contextTokens: number;
}

const samples = 24;
const sampleCharacters = 500;
/** Fewer own words than this make no quantiles. */
const fewestWords = 150;

/**
 * Measures how surprising the person's own words are in entries that the model has not seen: the personal mixture is built
 * from the first four fifths, the latest fifth is scored, and the mixture is built from everything again. Null when there
 * is too little. For the background: some seconds; it calls `restore` also when it fails or is cancelled.
 */
export async function measureBaseline(
  deps: BaselineDeps,
  options: { readonly signal: AbortSignal; readonly restore: () => Promise<unknown> },
): Promise<OddnessBaseline | null> {
  const { engine, persona } = deps;
  const { signal } = options;
  const texts = await persona.entryTexts();
  const own = await persona.sampleOwn(samples);
  try {
    await engine.personalise({ entries: texts.slice(0, Math.floor(texts.length * 0.8)) }, { signal });
    const words: MeasuredWord[] = [];
    let bits = 0;
    let characters = 0;
    for (const sample of own) {
      const text = sample.text.slice(0, sampleCharacters);
      // oxlint-disable-next-line no-await-in-loop -- one device
      const scored = await scoreBothWays(text, { register: sample.register, exceptId: sample.entryId }, deps, {
        signal,
      });
      words.push(...measureWords(text, scored.own, scored.plain));
      bits += scored.bitsPerCharacter * text.length;
      characters += text.length;
    }
    return words.length < fewestWords ? null : new OddnessBaseline(words, bits / characters);
  } finally {
    await options.restore();
  }
}

/** Keeps the baseline of the newest state of the entries; measures it in the background when it is first asked for. */
export class BaselineKeeper {
  readonly #measure: (signal: AbortSignal) => Promise<OddnessBaseline | null>;
  #held: { readonly revision: number; readonly baseline: OddnessBaseline | null } | undefined;
  #running: { readonly revision: number; readonly controller: AbortController } | undefined;

  constructor(measure: (signal: AbortSignal) => Promise<OddnessBaseline | null>) {
    this.#measure = measure;
  }

  /** What is known by now, also of an older revision; starts measuring when that is not of this revision. */
  get(revision: number): OddnessBaseline | null {
    if (this.#held?.revision !== revision && this.#running?.revision !== revision) void this.#start(revision);
    return this.#held?.baseline ?? null;
  }

  /** Ends what runs: the model is about to be unloaded, or everything to be forgotten. */
  reset(): void {
    this.#running?.controller.abort();
    this.#running = undefined;
    this.#held = undefined;
  }

  async #start(revision: number): Promise<void> {
    this.#running?.controller.abort();
    const running = { revision, controller: new AbortController() };
    this.#running = running;
    try {
      const baseline = await this.#measure(running.controller.signal);
      if (this.#running === running) this.#held = { revision, baseline };
    } catch {
      // Without a baseline the plain scale stands in ([C4]); the next question tries again.
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
