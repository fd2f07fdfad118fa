import type { Decoder } from "./decoder.ts";

/** What a decoder makes of a fixed input, and how fast. */
export interface KnownAnswer {
  /** Logits of every position that was asked for, one after the other. */
  readonly logits: Float32Array;
  /** Milliseconds for one token, after a first that is not counted. */
  readonly stepMs: number;
}

/** Differences up to this share of the reference's spread (its largest less its smallest logit) are rounding. */
export const knownAnswerBound = 0.01;

/** More than 32: some kernels for longer prompts are others. See [Note: small subgroups] in gpu-device.ts. */
const promptTokens = 40;
const stepTokens = 6;

/**
 * Runs what decoding consists of, since each has kernels of its own: a prompt at once, single tokens after it, and a few
 * tokens after some were forgotten.
 */
export async function takeKnownAnswer(decoder: Decoder, signal: AbortSignal): Promise<KnownAnswer> {
  const { vocabularySize } = decoder.shape;
  const most = Math.max(4, Math.min(promptTokens + stepTokens, decoder.contextTokens - 1));
  // Spread over the vocabulary by a multiplication without common divisors; the text makes no sense, which is no matter.
  const ids = Array.from({ length: most }, (_, i) => (i * 7919 + 23) % vocabularySize);
  const slot = decoder.createSlot();
  const parts: Float32Array[] = [];
  const prompt = ids.slice(0, Math.max(1, most - stepTokens));
  parts.push(await slot.append(prompt, prompt.length));
  const stepTimes: number[] = [];
  for (const id of ids.slice(prompt.length)) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    parts.push(await slot.append([id], 1));
    stepTimes.push(performance.now() - startedAt);
  }
  slot.truncate(1);
  parts.push(await slot.append(ids.slice(-3), 3));
  slot.release();
  const logits = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    logits.set(part, at);
    at += part.length;
  }
  // The best of them: the first ones still compile shaders, and any may be disturbed from outside.
  return { logits, stepMs: Math.min(...stepTimes) };
}

/** Largest difference as a share of the reference's spread; infinite when a number is missing or is none. */
export function answerDistance(answer: Float32Array, reference: Float32Array): number {
  if (answer.length !== reference.length) return Infinity;
  let least = Infinity;
  let most = -Infinity;
  let largest = 0;
  for (let i = 0; i < reference.length; i++) {
    const expected = reference[i] as number;
    const difference = Math.abs((answer[i] as number) - expected);
    if (!(difference <= Number.MAX_VALUE)) return Infinity;
    if (difference > largest) largest = difference;
    if (expected < least) least = expected;
    if (expected > most) most = expected;
  }
  return largest / (most - least || 1);
}
