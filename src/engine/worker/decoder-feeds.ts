import type { Tensor } from "onnxruntime-web";

import type { OnnxRuntime } from "./onnx-runtime.ts";

/** `input_ids`, int64 `[1, length]`. */
export function idTensor(runtime: OnnxRuntime, ids: readonly number[]): Tensor {
  return new runtime.Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
}

/** `attention_mask` of as many ones as there are tokens, int64 `[1, length]`. */
export function maskTensor(runtime: OnnxRuntime, length: number): Tensor {
  return new runtime.Tensor("int64", new BigInt64Array(length).fill(1n), [1, length]);
}

/** `num_logits_to_keep`, an int64 scalar. */
export function scalarTensor(runtime: OnnxRuntime, value: number): Tensor {
  return new runtime.Tensor("int64", BigInt64Array.of(BigInt(value)), []);
}

/** The numbers of the `logits` output, checked for their count. */
export function takeLogits(tensor: Tensor, count: number): Float32Array {
  const data = tensor.data as Float32Array;
  if (data.length !== count) throw new Error(`The model gave ${data.length} logits instead of ${count}.`);
  return data;
}
