import type { Handlers } from "../../channel/contract.ts";
import { EngineError } from "../errors.ts";
import type { EngineContract } from "../protocol.ts";
import { toEngineFailure } from "./engine-failure.ts";
import { generateText } from "./generate-text.ts";
import { JobQueue, type JobKind, type Turn } from "./job-queue.ts";
import { loadModel } from "./load-model.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { personaliseModel } from "./personalise-model.ts";
import { scoreText } from "./score-text.ts";

/** The engine itself, as handlers of its contract: one model at a time, and one queue for everything that runs on it. */
export function createEngineHandlers(): Handlers<EngineContract> {
  const queue = new JobQueue();
  let loaded: LoadedModel | null = null;

  const run = async <T>(kind: JobKind, signal: AbortSignal, work: (turn: Turn) => Promise<T>): Promise<T> => {
    try {
      return await queue.run(kind, signal, work);
    } catch (error) {
      throw toEngineFailure(error);
    }
  };
  const current = (): LoadedModel => {
    if (loaded === null) throw new EngineError("not-loaded", "No model is loaded.");
    return loaded;
  };
  const discard = async (): Promise<void> => {
    const model = loaded;
    loaded = null;
    // A device that was lost cannot be given back; what it held is gone already.
    await model?.decoder.dispose().catch(() => undefined);
  };

  return {
    load: (request, { signal, emit }) =>
      run("exclusive", signal, async () => {
        await discard();
        loaded = await loadModel(request, signal, emit);
        return loaded.info;
      }),
    unload: (_, { signal }) =>
      run("exclusive", signal, async () => {
        await discard();
        return null;
      }),
    personalise: (request, { signal, emit }) =>
      run("background", signal, (turn) => personaliseModel(current(), request, turn, emit)),
    generate: (request, { signal, emit }) =>
      run(request.priority, signal, (turn) => generateText(current(), request, turn, emit)),
    score: (request, { signal, emit }) =>
      run(request.priority, signal, (turn) => scoreText(current(), request, turn, emit)),
    countTokens: (texts, { signal }) => {
      const count = (): number[] => texts.map((text) => current().tokenizer.encodeText(text).length);
      // It needs no device, so it waits for nothing but a load that is on its way.
      return loaded === null ? run("completion", signal, async () => count()) : count();
    },
  };
}
