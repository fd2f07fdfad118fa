import type { Device, WeightDtype } from "./compiled-model.ts";

/*
 * [Note: a dtype for the device] On WebGPU memory traffic decides, so weights stay in 4 bits. On the wasm CPU the kernel for
 * 4-bit weights unpacks them anew at every step and is several times slower than plain fp32 (figures in bench/); fp32 is
 * also at least as fast as int8 there at one thread and rounds nothing. Its price is memory: four bytes a weight, once in
 * the file and once in the heap, which ends at 4 GiB. So weights are widened to fp32 while that stays small, else to int8.
 */
const largestFp32Bytes = 512 * 2 ** 20;

/** How to hold the weights of a model of this many parameters on this device. */
export function chooseDtype(device: Device, parameters: number): WeightDtype {
  if (device === "webgpu") return "q4";
  return parameters * 4 <= largestFp32Bytes ? "fp32" : "int8";
}
