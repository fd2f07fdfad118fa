import { mixLogProbability } from "../../ngram/mix.ts";
import type { ScoredToken, ScoreRequest, Scoring } from "../engine.ts";
import { EngineError } from "../errors.ts";
import type { CountProgress } from "../protocol.ts";
import type { Turn } from "./job-queue.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { logSumExp } from "./log-probabilities.ts";
import { prefillChunkTokens, reusePrefix } from "./prefill.ts";

/** Most logits that are asked for at a time: 4 million numbers, 16 MiB. */
const mostLogits = 2 ** 22;

/**
 * The log-probability of each token of a text after a prompt. A text that does not fit is scored in windows: each begins
 * with the prompt and the second half of what the window before held.
 */
export async function scoreText(
  model: LoadedModel,
  request: ScoreRequest,
  turn: Turn,
  emit: (progress: CountProgress) => void,
): Promise<Scoring> {
  const promptIds = model.encodePrompt(request.prompt);
  const placed = model.tokenizer.place(request.text);
  const textIds = placed.map((token) => token.id);
  const room = model.decoder.contextTokens - promptIds.length;
  if (textIds.length > room && room < 2) {
    throw new EngineError(
      "prompt-too-long",
      `${promptIds.length} tokens of prompt leave no room for a text in the ${model.decoder.contextTokens} of this model.`,
    );
  }
  const tokens: ScoredToken[] = [];
  for (let done = 0; done < textIds.length; done = tokens.length) {
    const from = done === 0 ? 0 : done - Math.floor(room / 2);
    const windowIds = textIds.slice(from, from + room);
    const values = scoreWindow(model, request, promptIds, windowIds, done - from, turn);
    for await (const value of values) {
      const { start, end } = placed[tokens.length] as (typeof placed)[number];
      tokens.push({ text: request.text.slice(start, end), start, end, logProbability: value });
      if (tokens.length % prefillChunkTokens === 0) emit({ done: tokens.length, total: textIds.length });
    }
  }
  emit({ done: textIds.length, total: textIds.length });
  return { tokens };
}

/** Log-probabilities of the tokens of one window from `firstScored` on. */
async function* scoreWindow(
  model: LoadedModel,
  { personalWeight = 0, register, priority }: ScoreRequest,
  promptIds: readonly number[],
  windowIds: readonly number[],
  firstScored: number,
  turn: Turn,
): AsyncGenerator<number> {
  const slot = model.slots[priority];
  const { vocabularySize } = model.decoder.shape;
  const ids = [...promptIds, ...windowIds];
  // The logits after token i are those of token i + 1, so the last token is never run.
  const firstWanted = promptIds.length + firstScored - 1;
  const end = ids.length - 1;
  const chunkTokens = Math.max(1, Math.min(prefillChunkTokens, Math.floor(mostLogits / vocabularySize)));
  const personal = personalWeight > 0 ? model.personal : null;
  const history = personal === null ? [] : [...personal.historyOf(promptIds, register), ...windowIds];
  for (let at = reusePrefix(slot, ids, firstWanted); at < end;) {
    await turn();
    const chunk = ids.slice(at, Math.min(at + chunkTokens, end));
    const wanted = Math.max(0, at + chunk.length - Math.max(at, firstWanted));
    const logits = await slot.append(chunk, Math.max(1, wanted));
    at += chunk.length;
    for (let i = 0; i < wanted; i++) {
      const row = logits.subarray(i * vocabularySize, (i + 1) * vocabularySize);
      const index = at - wanted + i + 1;
      const id = ids[index] as number;
      const plain = (row[id] as number) - logSumExp(row);
      yield personal === null ? plain : mixLogProbability(plain, id, personal.predict(history, index), personalWeight);
    }
  }
}
