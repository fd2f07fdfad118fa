import type { InferenceSession, Tensor } from "onnxruntime-web";

import type { DecoderShape } from "../../model/compiled-model.ts";
import { usableContextTokens, type Decoder, type DecoderSlot } from "./decoder.ts";
import { idTensor, maskTensor, scalarTensor, takeLogits } from "./decoder-feeds.ts";
import type { OnnxRuntime } from "./onnx-runtime.ts";

/*
 * [Note: cache on wasm] onnxruntime-web copies CPU tensors into its heap and out of it at each run, and cannot be told to
 * leave them there. So a slot holds them as plain arrays that are replaced by each run; forgetting copies the rows that
 * stay. What it costs grows with the context: see the measurements in SPEC.md.
 */

/** A decoder on wasm. */
export function createGrowingCacheDecoder(
  runtime: OnnxRuntime,
  session: InferenceSession,
  shape: DecoderShape,
): Decoder {
  return {
    device: "wasm",
    shape,
    contextTokens: usableContextTokens(shape),
    createSlot: () => new GrowingSlot(runtime, session, shape),
    dispose: () => session.release(),
  };
}

class GrowingSlot implements DecoderSlot {
  readonly #runtime: OnnxRuntime;
  readonly #session: InferenceSession;
  readonly #shape: DecoderShape;
  #ids: number[] = [];
  #past: Record<string, Tensor> = {};

  constructor(runtime: OnnxRuntime, session: InferenceSession, shape: DecoderShape) {
    this.#runtime = runtime;
    this.#session = session;
    this.#shape = shape;
    this.truncate(0);
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  truncate(length: number): void {
    if (length >= this.#ids.length && length > 0) return;
    const { Tensor } = this.#runtime;
    const { kvHeads, headDim } = this.#shape;
    const held = this.#ids.length;
    const past: Record<string, Tensor> = {};
    for (const name of cacheNames(this.#shape)) {
      const cropped = new Float32Array(kvHeads * length * headDim);
      const whole = this.#past[name]?.data as Float32Array | undefined;
      for (let head = 0; whole !== undefined && head < kvHeads; head++) {
        const from = head * held * headDim;
        cropped.set(whole.subarray(from, from + length * headDim), head * length * headDim);
      }
      past[name] = new Tensor("float32", cropped, [1, kvHeads, length, headDim]);
    }
    this.#past = past;
    this.#ids.length = length;
  }

  release(): void {
    this.truncate(0);
  }

  async append(ids: readonly number[], kept: number): Promise<Float32Array> {
    const runtime = this.#runtime;
    const feeds: Record<string, Tensor> = {
      input_ids: idTensor(runtime, ids),
      attention_mask: maskTensor(runtime, this.#ids.length + ids.length),
      num_logits_to_keep: scalarTensor(runtime, kept),
    };
    for (const name of cacheNames(this.#shape)) feeds[`past_key_values.${name}`] = this.#past[name] as Tensor;
    const results = await this.#session.run(feeds);
    const past: Record<string, Tensor> = {};
    for (const name of cacheNames(this.#shape)) past[name] = results[`present.${name}`] as Tensor;
    this.#past = past;
    this.#ids.push(...ids);
    return takeLogits(results["logits"] as Tensor, kept * this.#shape.vocabularySize);
  }
}

function cacheNames(shape: DecoderShape): string[] {
  return Array.from({ length: shape.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
}
