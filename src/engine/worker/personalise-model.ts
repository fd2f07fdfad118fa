import { NgramModel } from "../../ngram/ngram-model.ts";
import type { PersonaliseRequest } from "../engine.ts";
import type { CountProgress } from "../protocol.ts";
import type { Turn } from "./job-queue.ts";
import type { LoadedModel } from "./loaded-model.ts";

/** How long entries are taken in before others get their turn. */
const sliceMs = 12;

/** Builds the person's n-gram model over the model's tokens; it replaces the former one when it is complete. */
export async function personaliseModel(
  model: LoadedModel,
  { entries, startMark }: PersonaliseRequest,
  turn: Turn,
  emit: (progress: CountProgress) => void,
): Promise<{ readonly tokens: number }> {
  const ngram = new NgramModel();
  const start = startMark === undefined ? [] : model.tokenizer.encodePrompt([{ mark: startMark }]);
  const end = model.decoder.shape.eosTokenIds.slice(0, 1);
  let tokens = 0;
  let sliceEndsAt = 0;
  for (const [index, entry] of entries.entries()) {
    if (performance.now() >= sliceEndsAt) {
      emit({ done: index, total: entries.length });
      await turn();
      sliceEndsAt = performance.now() + sliceMs;
    }
    const ids = model.tokenizer.encodeText(entry);
    tokens += ids.length;
    // How the person's entries begin and end is a habit too.
    if (ids.length > 0) ngram.addSequence([...start, ...ids, ...end]);
  }
  model.ngram = tokens === 0 ? null : ngram;
  emit({ done: entries.length, total: entries.length });
  return { tokens };
}
