import type { GeneratedToken, GenerateEvent, GenerateRequest, Generation, OwnText } from "../engine.ts";
import { EngineError } from "../errors.ts";
import { CopyGuard } from "./copy-guard.ts";
import { ForcedPrefix } from "./forced-prefix.ts";
import type { Turn } from "./job-queue.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { mixIntoRow, toLogProbabilities } from "./log-probabilities.ts";
import type { PersonalModel } from "./personal-model.ts";
import { prefill } from "./prefill.ts";
import { createRandom } from "./random.ts";
import { sampleToken } from "./sample-token.ts";
import { StopText } from "./stop-text.ts";
import { Utf8Stream } from "./utf8-stream.ts";

/** Continues a prompt token by token. */
export async function generateText(
  model: LoadedModel,
  request: GenerateRequest,
  turn: Turn,
  emit: (event: GenerateEvent) => void,
): Promise<Generation> {
  const startedAt = performance.now();
  const { tokenizer } = model;
  const promptIds = model.encodePrompt(request.prompt);
  const forcedText = request.forcedPrefix ?? "";
  checkRequest(request);
  checkRoom(model, promptIds.length, tokenizer.encodeText(forcedText).length + request.maxTokens);

  const slot = model.slots[request.priority];
  const first = await prefill(slot, promptIds, turn);
  const prefilledAt = performance.now();

  const forced = new ForcedPrefix(forcedText, model.pieceIndex);
  const stop = new StopText(request.stop?.texts ?? [], forcedText.length);
  const stream = new Utf8Stream();
  const random = createRandom(request.sampling.seed ?? Math.floor(Math.random() * 2 ** 32));
  const history = model.personal?.historyOf(promptIds, request.register) ?? [...promptIds];
  const focus = request.focus && focusOn(model, request.focus);
  const { originality } = request;
  const guard = originality && new CopyGuard(originality, model.personal, promptIds.length);
  const drawn = new Set<number>();
  const tokens: GeneratedToken[] = [];
  let text = "";
  const give = (released: string): void => {
    text += released;
    if (released !== "") emit({ text: released });
  };

  let finish: Generation["finish"] = "length";
  let freeTokens = 0;
  let forcedLogProbability = 0;
  let together = 0;
  let endBreakProbability: number | null = null;
  for (let logits = first.logits; ;) {
    const row = distribution(model, request, logits, history, focus);
    const breakProbability = 1 - massOf(row, model.goesOn);
    if (forced.isDone && isUnsure(row, together - forcedLogProbability, request.stop)) {
      finish = "stop";
      endBreakProbability = breakProbability;
      break;
    }
    const allowed = forced.isDone ? null : forced.allowed();
    if (allowed !== null) forcedLogProbability += Math.log(sumOf(row, allowed));
    if (guard !== undefined && forced.isDone) for (const id of guard.bannedAfter(history)) row[id] = -Infinity;
    // The reported probability is that of the distribution, whatever the mask and the sampler leave of it.
    const id = sampleToken(row, allowed, request.sampling, drawn, random);
    if (id === -1) throw new EngineError("unexpected", "The model gave no probability to any token.");
    if (model.isEnd(id)) {
      finish = "stop";
      endBreakProbability = breakProbability;
      break;
    }
    together += row[id] as number;
    history.push(id);
    drawn.add(id);
    forced.advance(tokenizer.pieces[id] ?? "");
    const piece = stream.push(tokenizer.bytesOf(id));
    tokens.push({ text: piece, logProbability: row[id] as number, breakProbability });
    give(stop.push(piece));
    if (stop.isStopped) {
      finish = "stop";
      endBreakProbability = tokens.at(-1)?.breakProbability ?? null;
      break;
    }
    // Tokens inside the forced prefix are not the caller's new ones.
    if (forced.isDone && ++freeTokens >= request.maxTokens) break;
    if (slot.ids.length >= model.decoder.contextTokens) break;
    await turn();
    logits = await slot.append([id], 1);
  }
  give(stop.flush());
  return {
    text,
    tokens: cutTokens(tokens, text.length),
    finish,
    forcedLogProbability,
    endBreakProbability,
    promptTokens: promptIds.length,
    reusedTokens: first.reusedTokens,
    prefillMs: prefilledAt - startedAt,
    decodeMs: performance.now() - prefilledAt,
  };
}

function checkRequest({ maxTokens, sampling }: GenerateRequest): void {
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 1) {
    throw new EngineError("bad-request", `maxTokens must be a whole number of at least 1, not ${maxTokens}.`);
  }
  if (!(sampling.temperature >= 0)) {
    throw new EngineError("bad-request", `The temperature must not be below 0, as ${sampling.temperature} is.`);
  }
}

function checkRoom(model: LoadedModel, promptTokens: number, newTokens: number): void {
  const { contextTokens } = model.decoder;
  if (promptTokens + newTokens <= contextTokens) return;
  throw new EngineError(
    "prompt-too-long",
    `${promptTokens} tokens of prompt and ${newTokens} new ones do not fit into the ${contextTokens} of this model.`,
  );
}

/** Log-probabilities of the next token: the model's, mixed with the person's own, without the ids that are no token. */
function distribution(
  model: LoadedModel,
  { personalWeight = 0 }: GenerateRequest,
  logits: Float32Array,
  history: readonly number[],
  focus?: PersonalModel,
): Float32Array {
  const row = toLogProbabilities(logits);
  if (personalWeight > 0 && model.personal !== null) {
    mixIntoRow(row, model.personal.predict(history), focus === undefined ? personalWeight : 0.75 * personalWeight);
    if (focus !== undefined) mixIntoRow(row, focus.predict(history), personalWeight);
  }
  for (const id of model.forbiddenIds) row[id] = -Infinity;
  return row;
}

/** Probability of these ids together. */
function sumOf(row: Float32Array, ids: readonly number[]): number {
  let sum = 0;
  for (const id of ids) sum += Math.exp(row[id] as number);
  return Math.min(1, sum);
}

/** Probability of the ids marked 1. */
function massOf(row: Float32Array, marked: Uint8Array): number {
  let sum = 0;
  for (let id = 0; id < marked.length; id++) if (marked[id] === 1) sum += Math.exp(row[id] as number);
  return Math.min(1, sum);
}

/** Whether the best token is too unlikely, by itself or after all before it. */
/** A small personal model of a few entries, with the same edges as the person's. */
function focusOn(model: LoadedModel, entries: readonly OwnText[]): PersonalModel | undefined {
  return model.personal?.ofEntries(
    entries.map(({ text, register }) => ({ ids: model.tokenizer.encodeText(text), register })),
  );
}

function isUnsure(row: Float32Array, before: number, stop: GenerateRequest["stop"]): boolean {
  const { minProbability = 0, minTogether = 0 } = stop ?? {};
  if (minProbability <= 0 && minTogether <= 0) return false;
  let best = -Infinity;
  for (let id = 0; id < row.length; id++) if ((row[id] as number) > best) best = row[id] as number;
  return Math.exp(best) < minProbability || Math.exp(before + best) < minTogether;
}

/** The tokens whose text is within the first `length` units; the last one shortened to them. */
function cutTokens(tokens: readonly GeneratedToken[], length: number): GeneratedToken[] {
  const kept: GeneratedToken[] = [];
  let at = 0;
  for (const token of tokens) {
    if (at >= length) break;
    kept.push(at + token.text.length > length ? { ...token, text: token.text.slice(0, length - at) } : token);
    at += token.text.length;
  }
  return kept;
}
