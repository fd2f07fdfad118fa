import { bitsPerCharacter } from "../critique/word-surprise.ts";
import type { Engine, ScoredToken } from "../engine/engine.ts";
import { writeLogPrompt } from "../prompt/log-format.ts";
import { defaultTuning } from "./completion-tuning.ts";
import { promptWithPassages } from "./own-prompt.ts";
import type { PersonaService } from "./persona/persona-service.ts";

/** A text under the person's model and under the plain one. */
export interface BothScores {
  readonly own: readonly ScoredToken[];
  readonly plain: readonly ScoredToken[];
  /** Under the person's model. */
  readonly bitsPerCharacter: number;
  readonly plainBitsPerCharacter: number;
}

/** Passages take at most this part of the context; the text needs the rest. */
const passageShare = 0.4;

/** Scores a text with the person's passages and mixture, and without either. `done` counts both halves of the work. */
export async function scoreBothWays(
  text: string,
  about: { readonly register: string; readonly exceptId?: string | undefined },
  deps: {
    readonly engine: Pick<Engine, "score" | "countTokens">;
    readonly persona: Pick<PersonaService, "findPassages">;
    readonly contextTokens: number;
  },
  options: { readonly signal: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
): Promise<BothScores> {
  const { engine } = deps;
  const { signal, onProgress } = options;
  const find = { topics: [text.slice(0, 2000)], limit: 6, ...about };
  const { prompt } = await promptWithPassages(find, { text: "" }, deps.contextTokens * passageShare, deps);
  const score = async (half: 0 | 1): Promise<readonly ScoredToken[]> => {
    const isOwn = half === 0;
    const { tokens } = await engine.score(
      {
        prompt: isOwn ? prompt : writeLogPrompt([], { text: "" }),
        text,
        ...(isOwn ? { personalWeight: defaultTuning.personalWeight, register: about.register } : {}),
        priority: "background",
      },
      { signal, onEvent: ({ done, total }) => onProgress?.(half * total + done, 2 * total) },
    );
    return tokens;
  };
  const own = await score(0);
  const plain = await score(1);
  return {
    own,
    plain,
    bitsPerCharacter: bitsPerCharacter(text, own),
    plainBitsPerCharacter: bitsPerCharacter(text, plain),
  };
}
