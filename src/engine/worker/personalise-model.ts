import type { PersonaliseRequest } from "../engine.ts";
import type { CountProgress } from "../protocol.ts";
import type { Turn } from "./job-queue.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { PersonalModel } from "./personal-model.ts";

/** How long entries are taken in before others get their turn. */
const sliceMs = 12;

/** Builds the person's n-gram model over the model's tokens; it replaces the former one when it is complete. */
export async function personaliseModel(
  model: LoadedModel,
  { entries, startMark }: PersonaliseRequest,
  turn: Turn,
  emit: (progress: CountProgress) => void,
): Promise<{ readonly tokens: number }> {
  const { eosTokenIds, vocabularySize } = model.decoder.shape;
  const startId = startMark === undefined ? undefined : model.tokenizer.encodePrompt([{ mark: startMark }])[0];
  const personal = new PersonalModel({ startId, endId: eosTokenIds[0], vocabularySize });
  let tokens = 0;
  let sliceEndsAt = 0;
  for (const [index, entry] of entries.entries()) {
    if (performance.now() >= sliceEndsAt) {
      emit({ done: index, total: entries.length });
      await turn();
      sliceEndsAt = performance.now() + sliceMs;
    }
    const ids = model.tokenizer.encodeText(entry.text);
    tokens += ids.length;
    personal.add(ids, entry.register);
  }
  model.personal = tokens === 0 ? null : personal;
  emit({ done: entries.length, total: entries.length });
  return { tokens };
}
