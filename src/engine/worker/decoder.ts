import type { DecoderShape, Device } from "../../model/compiled-model.ts";

/** The keys and values of one sequence of tokens, and the way to go on from them. */
export interface DecoderSlot {
  /** Tokens whose keys and values are held. */
  readonly ids: readonly number[];
  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void;
  /**
   * Runs new tokens after those that are held. Answers with the logits of the last `kept` of them (at least 1), row by
   * row, `kept × vocabularySize`; the rows are the caller's own. If it rejects, nothing was added.
   */
  append(ids: readonly number[], kept: number): Promise<Float32Array>;
  /** Forgets everything and gives its memory back; the slot can be used again. */
  release(): void;
}

/** A model on a device; at most one `append` may run at a time over all its slots. */
export interface Decoder {
  readonly device: Device;
  readonly shape: DecoderShape;
  /** Tokens that fit in a slot. */
  readonly contextTokens: number;
  createSlot(): DecoderSlot;
  dispose(): Promise<void>;
}

/** Longer contexts than this are not used: caches are allocated, or copied, for their whole length. */
const longestContextTokens = 4096;

export function usableContextTokens(shape: DecoderShape): number {
  return Math.min(shape.contextTokens, longestContextTokens);
}
