import { OddnessBaseline } from "../critique/oddness.ts";
import { logMarks } from "../prompt/log-format.ts";
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

/** Enough words for quantiles by length, in a few seconds of the embedded model. */
const mostSamples = 32;
const mostWords = 900;
const sampleCharacters = 400;
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
  const own = await persona.sampleOwn(mostSamples);
  try {
    const earlier = texts.slice(0, Math.floor(texts.length * 0.8));
    await engine.personalise({ entries: earlier, startMark: logMarks.own }, { signal });
    const words: MeasuredWord[] = [];
    let bits = 0;
    let characters = 0;
    for (const sample of own) {
      if (words.length >= mostWords) break;
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

/**
 * Keeps the baseline of the newest state of the entries. It is measured when it is first asked for, and waited for: a
 * critique that began on the plain scale and went over to the person's own would not say the same twice.
 */
export class BaselineKeeper {
  readonly #measure: (signal: AbortSignal) => Promise<OddnessBaseline | null>;
  #measured: { readonly baseline: Promise<OddnessBaseline | null>; readonly controller: AbortController } | undefined;

  constructor(measure: (signal: AbortSignal) => Promise<OddnessBaseline | null>) {
    this.#measure = measure;
  }

  /**
   * The baseline, or null when there is too little to measure or measuring failed: then the plain scale stands in ([C4]),
   * and the next question tries again. Rejects with an `AbortError` when the signal aborts; measuring goes on for the next.
   */
  async untilMeasured(signal: AbortSignal): Promise<OddnessBaseline | null> {
    signal.throwIfAborted();
    const { baseline } = (this.#measured ??= this.#start());
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      baseline.then(resolve, reject);
    });
  }

  /** The entries have changed, or the model: what was measured is not true any more. */
  forget(): void {
    this.#measured?.controller.abort();
    this.#measured = undefined;
  }

  #start() {
    const controller = new AbortController();
    const baseline = this.#measure(controller.signal).catch(() => {
      if (this.#measured?.controller === controller) this.#measured = undefined;
      return null;
    });
    return { baseline, controller };
  }
}
