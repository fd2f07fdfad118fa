import type { Engine, Generation, GenerateRequest } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { isSuggestionPlace } from "../predict/suggestion-place.ts";
import { keepSureWords } from "../predict/sure-words.ts";
import { tidySuggestion } from "../predict/tidy-suggestion.ts";
import { splitUnfinished } from "../text/pieces.ts";
import type { CompletionRequest, Evidence, Suggestion } from "./assistant.ts";
import type { CompletionPlanner, CompletionPrompt } from "./completion-plan.ts";
import { type CompletionTuning, defaultTuning } from "./completion-tuning.ts";
import type { PersonaService } from "./persona/persona-service.ts";

export interface CompleteDeps {
  /** Null while no model is loaded: then the instant tier works alone. */
  readonly engine: Pick<Engine, "generate" | "countTokens"> | null;
  readonly persona: PersonaService;
  readonly planner: CompletionPlanner;
  /** Milliseconds since the epoch; differences of it are latencies. */
  readonly now: () => number;
  readonly tuning?: CompletionTuning | undefined;
}

const mostEvidence = 6;
/** What is longer is no half word. */
const longestForced = 40;

/**
 * Suggests how the text at the caret goes on: at once from the instant tier, then from the model. Calls `onSuggestion` for
 * each that may be shown, none where silence is better; rejects with an `AbortError` when the signal aborts.
 */
export async function complete(
  request: CompletionRequest,
  deps: CompleteDeps,
  options: { readonly signal: AbortSignal; readonly onSuggestion: (suggestion: Suggestion) => void },
): Promise<void> {
  const { signal, onSuggestion } = options;
  const tuning = deps.tuning ?? defaultTuning;
  const startedAt = deps.now();
  signal.throwIfAborted();
  if (!isSuggestionPlace(request.textBefore, request.textAfter)) return;

  const instant = await suggestInstantly(request, deps, tuning);
  signal.throwIfAborted();
  if (instant !== null) onSuggestion({ ...instant, tier: "instant", latencyMs: deps.now() - startedAt });
  if (deps.engine === null) return;

  const model = await suggestByModel(request, { ...deps, engine: deps.engine }, tuning, signal);
  signal.throwIfAborted();
  // The same again would only flicker. Where they differ the model is right more often.
  if (model === null || model.text === instant?.text) return;
  onSuggestion({ ...model, tier: "model", latencyMs: deps.now() - startedAt });
}

type Found = Pick<Suggestion, "text" | "confidence" | "evidence">;

async function suggestInstantly(
  { textBefore, textAfter, register }: CompletionRequest,
  { persona }: CompleteDeps,
  tuning: CompletionTuning,
): Promise<Found | null> {
  const { instantThreshold: threshold, continueThreshold } = tuning;
  const found = await persona.suggest(textBefore, { threshold, continueThreshold, register });
  if (found === null) return null;
  const text = tidySuggestion(found.text, { textBefore, textAfter, isCutOff: false });
  return text === "" ? null : { text, confidence: found.confidence, evidence: found.evidence };
}

async function suggestByModel(
  request: CompletionRequest,
  deps: CompleteDeps & { readonly engine: NonNullable<CompleteDeps["engine"]> },
  tuning: CompletionTuning,
  signal: AbortSignal,
): Promise<Found | null> {
  const { textBefore, textAfter } = request;
  const { forcedPrefix } = splitForModel(textBefore);
  if (forcedPrefix.length > longestForced) return null;
  const found = await generate(request, deps, tuning, signal);
  if (found === null || !found.generation.text.startsWith(forcedPrefix)) return null;
  const words = keepSureWords(found.generation, forcedPrefix.length, tuning.continueThreshold);
  if (words === null || words.confidence < tuning.modelThreshold) return null;
  const text = tidySuggestion(words.text, { textBefore, textAfter, isCutOff: false });
  if (text === "") return null;
  const continuations = await deps.persona.findContinuations(textBefore, text, mostEvidence);
  return { text, confidence: words.confidence, evidence: joinEvidence(continuations, found.passages) };
}

interface Generated {
  readonly generation: Generation;
  readonly passages: readonly Evidence[];
}

/** Null where the text leaves the model no room. */
async function generate(
  { textBefore, register, seed }: CompletionRequest,
  { engine, persona, planner }: CompleteDeps & { readonly engine: NonNullable<CompleteDeps["engine"]> },
  tuning: CompletionTuning,
  signal: AbortSignal,
): Promise<Generated | null> {
  const { settled, forcedPrefix } = splitForModel(textBefore);
  const run = async ({ prompt, passages }: CompletionPrompt): Promise<Generated | null> => {
    signal.throwIfAborted();
    const asked: GenerateRequest = {
      prompt,
      ...(forcedPrefix === "" ? {} : { forcedPrefix }),
      maxTokens: tuning.maxTokens,
      sampling: { temperature: 0, seed },
      stop: { texts: ["\n"], minTogether: tuning.continueThreshold },
      personalWeight: tuning.personalWeight,
      register,
      priority: "completion",
    };
    try {
      return { generation: await engine.generate(asked, { signal }), passages };
    } catch (error) {
      if (error instanceof EngineError && error.code === "prompt-too-long") return null;
      throw error;
    }
  };
  // Unusual writing may have more tokens than is reckoned with.
  return (
    (await run(await planner.promptFor(settled, register, { engine, persona }))) ?? run(planner.shortPrompt(settled))
  );
}

/** The prompt ends with a whole word or sign; white space and the half word behind it are what the model must begin with. */
export function splitForModel(textBefore: string): { readonly settled: string; readonly forcedPrefix: string } {
  const { settled } = splitUnfinished(textBefore);
  const trimmed = settled.trimEnd();
  return { settled: trimmed, forcedPrefix: textBefore.slice(trimmed.length) };
}

/** What literally went on like this first, then what stood in the prompt; each entry once. */
function joinEvidence(first: readonly Evidence[], second: readonly Evidence[]): Evidence[] {
  const joined = new Map<string, Evidence>();
  for (const evidence of [...first, ...second]) {
    if (!joined.has(evidence.entry.id)) joined.set(evidence.entry.id, evidence);
  }
  return [...joined.values()].slice(0, mostEvidence);
}
