import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { compileDecoder } from "../../model/compile-decoder.ts";
import { filesOf } from "../../model/testing/tiny-checkpoint.ts";
import { tinyModelFiles } from "../testing/tiny-model.ts";
import type { Decoder } from "./decoder.ts";
import { findAdapter, openGpuDevice } from "./gpu-device.ts";
import { createGrowingCacheDecoder } from "./growing-cache-decoder.ts";
import { loadOnnxRuntime } from "./onnx-runtime.ts";
import { createStaticCacheDecoder } from "./static-cache-decoder.ts";

const vocabularySize = 300;
const ids = Array.from({ length: 120 }, (_, index) => (index * 7919 + 23) % vocabularySize);

describe("the cache on WebGPU against the cache on wasm, same 4-bit weights", () => {
  let gpu: Decoder;
  let wasm: Decoder;
  let device: GPUDevice;
  let whole: Float32Array;

  beforeAll(async () => {
    const runtime = await loadOnnxRuntime(true, "/ort/");
    const files = filesOf(tinyModelFiles());
    const search = await findAdapter();
    if (search.adapter === null) throw new Error(search.reason);
    device = await openGpuDevice(search.adapter);
    const forGpu = await compileDecoder(files, { device: "webgpu", dtype: "q4" });
    const forWasm = await compileDecoder(files, { device: "wasm", dtype: "q4" });
    gpu = createStaticCacheDecoder(
      runtime,
      await runtime.InferenceSession.create(forGpu.graph, {
        executionProviders: [{ name: "webgpu", device }],
        externalData: forGpu.externalData,
      }),
      device,
      forGpu.shape,
    );
    wasm = createGrowingCacheDecoder(
      runtime,
      await runtime.InferenceSession.create(forWasm.graph, {
        executionProviders: ["wasm"],
        externalData: forWasm.externalData,
      }),
      forWasm.shape,
    );
    whole = await wasm.createSlot().append(ids, ids.length);
  }, 120_000);
  afterAll(() => wasm.dispose());

  /** Largest difference from the logits of the whole text at once, from this position on. */
  const distance = (logits: Float32Array, from: number): number =>
    logits.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (whole[from * vocabularySize + index] as number))),
      0,
    );

  test.each(["gpu", "wasm"] as const)(
    "[K1] %s: chunks of any size and single tokens give the same logits",
    async (name) => {
      const slot = (name === "gpu" ? gpu : wasm).createSlot();
      for (const length of [3, 40, 1, 1, 33, 16, 1]) {
        const from = slot.ids.length;
        const logits = await slot.append(ids.slice(from, from + length), length);
        expect(distance(logits, from)).toBeLessThan(2e-3);
      }
    },
  );

  test.each(["gpu", "wasm"] as const)("[K2] %s: forgetting gives the logits of never having known", async (name) => {
    const slot = (name === "gpu" ? gpu : wasm).createSlot();
    await slot.append(ids.slice(50, 110), 1);
    slot.truncate(0);
    expect(distance(await slot.append(ids.slice(0, 60), 60), 0)).toBeLessThan(2e-3);
    for (const length of [20, 59, 1]) {
      slot.truncate(length);
      expect(slot.ids).toHaveLength(length);
      const logits = await slot.append(ids.slice(length, 60), 1);
      expect(distance(logits, 59)).toBeLessThan(2e-3);
    }
    slot.release();
    expect(distance(await slot.append(ids.slice(0, 5), 5), 0)).toBeLessThan(2e-3);
  });

  test("[K3] slots of one decoder do not know of each other", async () => {
    const [one, two] = [gpu.createSlot(), gpu.createSlot()];
    await one.append(ids.slice(0, 10), 1);
    await two.append(ids.slice(30, 60), 1);
    expect(distance(await one.append(ids.slice(10, 12), 2), 10)).toBeLessThan(2e-3);
  });

  // Last, since the device is gone afterwards.
  test("[D3] a lost device is device-lost, and a new one can be opened", async () => {
    const slot = gpu.createSlot();
    await slot.append(ids.slice(0, 4), 1);
    device.destroy();
    await expect(slot.append([5], 1)).rejects.toMatchObject({ name: "EngineError", code: "device-lost" });
    await expect(slot.append([5], 1)).rejects.toMatchObject({ code: "device-lost" });
    await gpu.dispose().catch(() => undefined);

    const runtime = await loadOnnxRuntime(true, "/ort/");
    const search = await findAdapter();
    if (search.adapter === null) throw new Error(search.reason);
    const fresh = await openGpuDevice(search.adapter);
    const compiled = await compileDecoder(filesOf(tinyModelFiles()), { device: "webgpu", dtype: "q4" });
    const session = await runtime.InferenceSession.create(compiled.graph, {
      executionProviders: [{ name: "webgpu", device: fresh }],
      externalData: compiled.externalData,
    });
    const again = createStaticCacheDecoder(runtime, session, fresh, compiled.shape);
    expect(distance(await again.createSlot().append(ids.slice(0, 4), 4), 0)).toBeLessThan(2e-3);
    await again.dispose();
  });
});
