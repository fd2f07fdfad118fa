import type { OddnessBaseline } from "../critique/oddness.ts";
import { plainOddness, strangenessOf } from "../critique/oddness.ts";
import { measureWords } from "../critique/word-surprise.ts";
import type { Engine } from "../engine/engine.ts";
import type { Critique } from "./assistant.ts";
import type { PersonaService } from "./persona/persona-service.ts";
import { scoreBothWays } from "./score-text.ts";

export interface CritiqueDeps {
  /** Null while no model is loaded: then there is no surprise by word, only style. */
  readonly engine: Pick<Engine, "score" | "countTokens"> | null;
  readonly persona: PersonaService;
  /** What is usual for the person; null until it has been measured. */
  readonly baseline: OddnessBaseline | null;
  readonly contextTokens: number;
}

/** Says where a text does not sound like the person; rejects with an `AbortError` when the signal aborts. */
export async function critique(
  request: { readonly text: string; readonly register: string },
  deps: CritiqueDeps,
  options: { readonly signal: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
): Promise<Critique> {
  const { text, register } = request;
  const { engine, persona, baseline } = deps;
  options.signal.throwIfAborted();
  const style = await persona.judgeStyle(text, register);
  options.signal.throwIfAborted();
  const ofStyle = { findings: style.findings, ownSentences: style.ownSentences };
  if (engine === null || text.trim() === "") {
    return {
      ...ofStyle,
      words: [],
      bitsPerCharacter: 0,
      plainBitsPerCharacter: 0,
      ownBitsPerCharacter: null,
      surpriseRatio: null,
    };
  }
  const scored = await scoreBothWays(text, { register }, { ...deps, engine }, options);
  const measured = measureWords(text, scored.own, scored.plain);
  const strangenesses = baseline === null ? [] : measured.map((word) => strangenessOf(word, text, baseline.use));
  return {
    ...ofStyle,
    words: measured.map((word, i) => ({
      ...word,
      oddness: baseline === null ? plainOddness(word) : baseline.oddnessOf(strangenesses[i] as number),
    })),
    bitsPerCharacter: scored.bitsPerCharacter,
    plainBitsPerCharacter: scored.plainBitsPerCharacter,
    ownBitsPerCharacter: baseline?.bitsPerCharacter ?? null,
    surpriseRatio: baseline?.ratioOf(strangenesses) ?? null,
  };
}
