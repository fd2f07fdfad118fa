import { OddnessBaseline, strangenessOf } from "../critique/oddness.ts";
import { logMarks } from "../prompt/log-format.ts";
import { measureWords } from "../critique/word-surprise.ts";
import { WordUse } from "../critique/word-use.ts";
import type { Engine } from "../engine/engine.ts";
import { scoreBothWays } from "./score-text.ts";
import type { PersonaService } from "./persona/persona-service.ts";

export interface BaselineDeps {
  readonly engine: Pick<Engine, "personalise" | "score" | "countTokens">;
  readonly persona: PersonaService;
  readonly contextTokens: number;
}

/** Enough words for quantiles, in a few seconds of the embedded model. */
const mostSamples = 40;
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
  const texts = await persona.ownTexts();
  const own = await persona.sampleOwn(mostSamples);
  try {
    const earlier = texts.slice(0, Math.floor(texts.length * 0.8));
    await engine.personalise({ entries: earlier, startMark: logMarks.own }, { signal });
    const use = new WordUse(earlier.map((entry) => entry.text));
    const words: number[] = [];
    let bits = 0;
    let characters = 0;
    for (const sample of own) {
      if (words.length >= mostWords) break;
      const text = cutAtWord(sample.text);
      // oxlint-disable-next-line no-await-in-loop -- one device
      const scored = await scoreBothWays(text, { register: sample.register, exceptId: sample.entryId }, deps, {
        signal,
      });
      for (const word of measureWords(text, scored.own, scored.plain)) words.push(strangenessOf(word, text, use));
      bits += scored.bitsPerCharacter * text.length;
      characters += text.length;
    }
    if (words.length < fewestWords) return null;
    return new OddnessBaseline(words, new WordUse(texts.map((entry) => entry.text)), bits / characters);
  } finally {
    await options.restore();
  }
}

/** Half a word would be a strange one. */
function cutAtWord(text: string): string {
  return text.length <= sampleCharacters ? text : text.slice(0, sampleCharacters).replace(/\S*$/u, "").trimEnd();
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
