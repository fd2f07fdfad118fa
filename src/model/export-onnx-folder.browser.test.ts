import { AutoModelForCausalLM, AutoTokenizer, env, Tensor, type PreTrainedModel } from "@huggingface/transformers";
import * as ort from "onnxruntime-web/webgpu";
import mjsUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { compileDecoder } from "./compile-decoder.ts";
import type { CheckpointFiles, CompiledModel } from "./compiled-model.ts";
import { exportOnnxFolder } from "./export-onnx-folder.ts";
import { best, runGraph } from "./testing/run-graph.ts";
import { tinyCheckpoint } from "./testing/tiny-checkpoint.ts";

const starter: CheckpointFiles = {
  async read(name) {
    const response = await fetch(`/models/starter/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.blob();
  },
};

let served: Record<string, Uint8Array> = {};
const requested: string[] = [];

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { mjs: mjsUrl, wasm: wasmUrl };
  const onnx = env.backends.onnx;
  if (!onnx.wasm) throw new Error("transformers.js has no wasm backend");
  onnx.wasm.wasmPaths = { mjs: mjsUrl, wasm: wasmUrl };
  onnx.wasm.numThreads = 1;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useCustomCache = true;
  env.customCache = {
    async match(request: string) {
      requested.push(request);
      const name = request.slice(request.indexOf("exported/") + "exported/".length);
      const bytes = served[name];
      return bytes && new Response(new Uint8Array(bytes));
    },
    async put() {},
  } as unknown as typeof env.customCache;
});

afterEach(() => {
  served = {};
});

/** Greedy continuation by our own loop over the very graph that was exported. */
async function continueGreedily(compiled: CompiledModel, prompt: readonly number[], count: number): Promise<number[]> {
  const run = await runGraph(ort, compiled);
  const made = [...prompt];
  for (let fresh: readonly number[] = prompt; made.length < prompt.length + count; fresh = made.slice(-1)) {
    made.push(best((await run.append(fresh, 1))[0] as Float32Array));
  }
  await run.release();
  return made;
}

async function generate(model: PreTrainedModel, prompt: readonly number[], count: number): Promise<number[]> {
  const inputIds = new Tensor("int64", BigInt64Array.from(prompt, BigInt), [1, prompt.length]);
  const attentionMask = new Tensor("int64", new BigInt64Array(prompt.length).fill(1n), [1, prompt.length]);
  const output = (await model.generate({
    inputs: inputIds,
    attention_mask: attentionMask,
    max_new_tokens: count,
    min_new_tokens: count,
    do_sample: false,
  } as never)) as Tensor;
  return Array.from(output.data as BigInt64Array, Number);
}

describe("transformers.js loads what is exported", () => {
  test.each([
    ["fp32", "onnx/model.onnx"],
    ["q4", "onnx/model_q4.onnx"],
    ["int8", "onnx/model_quantized.onnx"],
  ] as const)("[M17] and continues the starter model greedily with the same tokens, in %s", async (dtype, file) => {
    served = await exportOnnxFolder(starter, dtype);
    expect(Object.keys(served)).toContain(file);
    const loaderDtype = dtype === "int8" ? "q8" : dtype;
    const model = await AutoModelForCausalLM.from_pretrained("exported", { dtype: loaderDtype, device: "wasm" });
    const tokenizer = await AutoTokenizer.from_pretrained("exported");
    const prompt = [
      1,
      2,
      ...tokenizer.encode("I went up to the garden early, before the", { add_special_tokens: false }),
    ];
    const expected = await continueGreedily(await compileDecoder(starter, { device: "wasm", dtype }), prompt, 24);
    expect(await generate(model, prompt, 24)).toEqual(expected);
    await model.dispose();
    expect(requested.filter((url) => /^https?:/.test(url) && !url.startsWith(location.origin))).toEqual([]);
  });

  test("[M17] and a graph exported for WebGPU runs there, with the embedding in 4 bits", async () => {
    const files = tinyCheckpoint({ layers: 1 });
    served = await exportOnnxFolder(files, "q4", "webgpu");
    const model = await AutoModelForCausalLM.from_pretrained("exported", { dtype: "q4", device: "webgpu" });
    const prompt = [1, 17, 250, 3, 99];
    const expected = await continueGreedily(await compileDecoder(files, { device: "wasm", dtype: "q4" }), prompt, 6);
    expect(await generate(model, prompt, 6)).toEqual(expected);
    await model.dispose();
  });
});
