import type { InferenceSession, Tensor } from "onnxruntime-web";

import type { DecoderShape } from "../../model/compiled-model.ts";
import { EngineError } from "../errors.ts";
import { usableContextTokens, type Decoder, type DecoderSlot } from "./decoder.ts";
import { idTensor, maskTensor, scalarTensor, takeLogits } from "./decoder-feeds.ts";
import type { OnnxRuntime } from "./onnx-runtime.ts";

/*
 * [Note: cache on WebGPU] One buffer per layer and key or value, of the whole context's length, given to each run both as
 * past and as present: nothing is allocated or copied per step. How much of it counts is said by the length of the
 * attention mask, so forgetting is free: the next run overwrites what follows.
 */

/** A decoder on a GPU device that it owns. */
export function createStaticCacheDecoder(
  runtime: OnnxRuntime,
  session: InferenceSession,
  device: GPUDevice,
  shape: DecoderShape,
): Decoder {
  const slots: StaticSlot[] = [];
  let lost: EngineError | undefined;
  const loss = device.lost.then((info) => {
    lost = new EngineError("device-lost", `The graphics device was lost: ${info.message || info.reason}.`);
    throw lost;
  });
  // Seen by whoever runs at that time, or by the next run.
  loss.catch(() => undefined);
  return {
    device: "webgpu",
    shape,
    contextTokens: usableContextTokens(shape),
    createSlot() {
      const run: InferenceSession["run"] = async (...args: [never, never]) => {
        if (lost !== undefined) throw lost;
        try {
          return await Promise.race([session.run(...args), loss]);
        } catch (error) {
          // A run that fails because of the loss may be heard of before the loss is.
          await Promise.race([loss, new Promise((resolve) => setTimeout(resolve, 0))]);
          throw error;
        }
      };
      const slot = new StaticSlot(runtime, run, device, shape);
      slots.push(slot);
      return slot;
    },
    async dispose() {
      for (const slot of slots) slot.release();
      await session.release();
      device.destroy();
    },
  };
}

class StaticSlot implements DecoderSlot {
  readonly #runtime: OnnxRuntime;
  readonly #run: InferenceSession["run"];
  readonly #device: GPUDevice;
  readonly #shape: DecoderShape;
  #ids: number[] = [];
  #buffers: GPUBuffer[] = [];
  #past: Record<string, Tensor> = {};
  #present: Record<string, Tensor> = {};

  constructor(runtime: OnnxRuntime, run: InferenceSession["run"], device: GPUDevice, shape: DecoderShape) {
    this.#runtime = runtime;
    this.#run = run;
    this.#device = device;
    this.#shape = shape;
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  truncate(length: number): void {
    this.#ids.length = Math.min(length, this.#ids.length);
  }

  async append(ids: readonly number[], kept: number): Promise<Float32Array> {
    if (this.#buffers.length === 0) this.#allocate();
    const runtime = this.#runtime;
    const feeds = {
      input_ids: idTensor(runtime, ids),
      attention_mask: maskTensor(runtime, this.#ids.length + ids.length),
      num_logits_to_keep: scalarTensor(runtime, kept),
      ...this.#past,
    };
    const results = await this.#run(feeds, { logits: null, ...this.#present });
    this.#ids.push(...ids);
    return takeLogits(results["logits"] as Tensor, kept * this.#shape.vocabularySize);
  }

  release(): void {
    this.truncate(0);
    for (const buffer of this.#buffers) buffer.destroy();
    this.#buffers = [];
  }

  /** Not before the first use: a slot that is never used takes no memory of the GPU. */
  #allocate(): void {
    const { layers, kvHeads, headDim } = this.#shape;
    const dims = [1, kvHeads, usableContextTokens(this.#shape), headDim];
    const size = dims.reduce((product, dim) => product * dim, 4);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    for (let layer = 0; layer < layers; layer++) {
      for (const part of ["key", "value"]) {
        const buffer = this.#device.createBuffer({ size, usage });
        const tensor = this.#runtime.Tensor.fromGpuBuffer(buffer, { dataType: "float32", dims });
        this.#buffers.push(buffer);
        this.#past[`past_key_values.${layer}.${part}`] = tensor;
        this.#present[`present.${layer}.${part}`] = tensor;
      }
    }
  }
}
