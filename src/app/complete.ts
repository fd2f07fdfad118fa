import type { Engine, Generation } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { isSuggestionPlace } from "../predict/suggestion-place.ts";
import { tidySuggestion } from "../predict/tidy-suggestion.ts";
import { splitUnfinished } from "../text/pieces.ts";
import type { CompletionRequest, Evidence, Suggestion } from "./assistant.ts";
import type { CompletionPlanner } from "./completion-plan.ts";
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

  const likely = await suggestInstantly(request, deps, tuning);
  signal.throwIfAborted();
  const instant = likely !== null && likely.confidence >= tuning.instantThreshold ? likely : null;
  if (instant !== null) onSuggestion({ ...instant, tier: "instant", latencyMs: deps.now() - startedAt });
  if (deps.engine === null) return;

  const model = await suggestByModel(request, { ...deps, engine: deps.engine }, tuning, likely, signal);
  signal.throwIfAborted();
  if (model === null || (instant !== null && !isBetter(model, instant))) return;
  onSuggestion({ ...model, tier: "model", latencyMs: deps.now() - startedAt });
}

/** The same words again would only flicker; another first word has to be surer than the one that stands there. */
function isBetter(model: Found, instant: Found): boolean {
  if (model.text === instant.text) return false;
  return firstWord(model.text) === firstWord(instant.text) || model.confidence > instant.confidence;
}

function firstWord(text: string): string {
  return /^\s*[\p{L}\p{N}\p{M}'’]*/u.exec(text)?.[0] ?? "";
}

type Found = Pick<Suggestion, "text" | "confidence" | "evidence">;

async function suggestInstantly(
  { textBefore, textAfter }: CompletionRequest,
  { persona }: CompleteDeps,
  tuning: CompletionTuning,
): Promise<Found | null> {
  // Below the threshold it is not shown, but still says how likely the model's first word is.
  const found = await persona.suggest(textBefore, { threshold: 0.05, continueThreshold: tuning.instantThreshold });
  if (found === null) return null;
  const text = tidySuggestion(found.text, { textBefore, textAfter, isCutOff: false });
  return text === "" ? null : { text, confidence: found.confidence, evidence: found.evidence };
}

async function suggestByModel(
  { textBefore, textAfter, register, seed }: CompletionRequest,
  { engine, persona, planner, now }: CompleteDeps & { readonly engine: NonNullable<CompleteDeps["engine"]> },
  tuning: CompletionTuning,
  likely: Found | null,
  signal: AbortSignal,
): Promise<Found | null> {
  const { settled, forcedPrefix } = splitForModel(textBefore);
  const generate = async (): Promise<{ generation: Generation; passages: readonly Evidence[] }> => {
    const { prompt, passages } = await planner.promptFor(settled, register, { engine, persona, now });
    signal.throwIfAborted();
    const generation = await engine.generate(
      {
        prompt,
        ...(forcedPrefix === "" ? {} : { forcedPrefix }),
        maxTokens: tuning.maxTokens,
        sampling: { temperature: 0, seed },
        stop: { texts: ["\n"], minProbability: tuning.minProbability },
        personalWeight: tuning.personalWeight,
        priority: "completion",
      },
      { signal },
    );
    return { generation, passages };
  };
  const { generation, passages } = await generate().catch((error: unknown) => {
    // Unusual writing has more tokens than was reckoned with: measure again.
    if (!(error instanceof EngineError && error.code === "prompt-too-long")) throw error;
    planner.reset();
    return generate();
  });
  if (!generation.text.startsWith(forcedPrefix)) return null;
  const raw = generation.text.slice(forcedPrefix.length);
  const isCutOff = generation.finish === "length" || (await endsInDoubt(textBefore, raw, persona));
  const text = tidySuggestion(raw, { textBefore, textAfter, isCutOff });
  if (text === "") return null;
  let confidence = firstWordProbability(generation, forcedPrefix);
  let threshold = tuning.modelThreshold;
  if (forcedPrefix.trim() !== "") {
    const typed = await persona.typedProbability(textBefore);
    const isSame = likely !== null && firstWord(likely.text) === firstWord(text);
    confidence /= confidence + typed * (isSame ? 1 - likely.confidence : 1);
    if (!isSame) threshold = tuning.doubtThreshold;
  }
  if (confidence < threshold) return null;
  const continuations = await persona.findContinuations(textBefore, text, mostEvidence);
  return { text, confidence, evidence: joinEvidence(continuations, passages) };
}

/** A model that stops because it is unsure may stop within a word: then the person's own words tell. */
async function endsInDoubt(textBefore: string, raw: string, persona: PersonaService): Promise<boolean> {
  const last = /[\p{L}\p{N}\p{M}'’]+$/u.exec(textBefore + raw)?.[0];
  return last !== undefined && !(await persona.knowsWord(last));
}

/** The prompt ends with a whole word or sign; white space and the half word behind it are what the model must begin with. */
export function splitForModel(textBefore: string): { readonly settled: string; readonly forcedPrefix: string } {
  const { settled } = splitUnfinished(textBefore);
  const trimmed = settled.trimEnd();
  return { settled: trimmed, forcedPrefix: textBefore.slice(trimmed.length) };
}

/*
 * [Note: a half word] The engine tells how likely its tokens are where nothing was typed yet. That the word begins as
 * typed makes it likelier: by how unlikely all other words with this beginning are, as the person's own words tell.
 */

const wholeWord = /^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}'’]+[^\p{L}\p{N}\p{M}'’]/u;

/** Probability of the tokens up to the end of the first new word. */
function firstWordProbability({ tokens }: Generation, forcedPrefix: string): number {
  let text = "";
  let log = 0;
  for (const token of tokens) {
    const fresh = (text + token.text).slice(forcedPrefix.length);
    // What comes behind the first word, a space or a sign, is not part of it.
    if (text.length > forcedPrefix.length && wholeWord.test(fresh)) break;
    log += token.logProbability;
    text += token.text;
  }
  return Math.exp(log);
}

/** What literally went on like this first, then what stood in the prompt; each entry once. */
function joinEvidence(first: readonly Evidence[], second: readonly Evidence[]): Evidence[] {
  const joined = new Map<string, Evidence>();
  for (const evidence of [...first, ...second]) {
    if (!joined.has(evidence.entry.id)) joined.set(evidence.entry.id, evidence);
  }
  return [...joined.values()].slice(0, mostEvidence);
}
