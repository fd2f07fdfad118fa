import { AutoModelForCausalLM, env, Tensor, type PreTrainedModel } from "@huggingface/transformers";

import { createGrowingCacheDecoder } from "../src/engine/worker/growing-cache-decoder.ts";
import { loadOnnxRuntime } from "../src/engine/worker/onnx-runtime.ts";
import { compileDecoder } from "../src/model/compile-decoder.ts";
import type { CheckpointFiles, WeightDtype } from "../src/model/compiled-model.ts";
import { exportOnnxFolder } from "../src/model/export-onnx-folder.ts";
import type { BenchResult, BenchRow } from "./bench-result.ts";
import { quantile } from "./bench-result.ts";

/*
 * The starter on the wasm CPU, one thread, greedy, the same prompt for all: our loop over the graph as the engine compiles
 * it (fp32), over int8, over the 4-bit weights as they are, and transformers.js `generate` on the fp32 export. The
 * contenders take turns, so that a noisy neighbour troubles all of them.
 */
const newTokens = 64;
const rounds = 5;
const promptLengths = [32, 256];

interface Contender {
  readonly name: string;
  /** Milliseconds for `newTokens` tokens after this prompt, without the prompt's own time. */
  decode(prompt: readonly number[]): Promise<number>;
}

const starter: CheckpointFiles = {
  async read(name) {
    const response = await fetch(`/models/starter/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.blob();
  },
};

export async function run(): Promise<BenchResult> {
  const contenders: Contender[] = [];
  for (const dtype of ["fp32", "int8", "q4"] as const) contenders.push(await ourLoop(dtype));
  contenders.push(await transformersLoop());

  const rows: BenchRow[] = [];
  for (const length of promptLengths) {
    const prompt = Array.from({ length }, (_, at) => 300 + ((at * 7919) % 7000));
    const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds + 1; round++) {
      for (const contender of contenders) {
        const ms = await contender.decode(prompt);
        if (round > 0) times.get(contender.name)?.push(ms);
      }
    }
    const speed = (name: string): number => newTokens / (quantile(times.get(name) ?? [], 0.5) / 1000);
    const row = (name: string, baseline: string, aim: string): BenchRow => ({
      name: `${name}, after ${length} tokens`,
      value: speed(name),
      unit: "tok/s",
      baseline: { name: baseline, value: speed(baseline) },
      ratio: speed(name) / speed(baseline),
      aim,
    });
    rows.push(row("fp32", "q4", "≥ 4×"), row("int8", "q4", "–"), row("fp32", "transformers.js", "≥ 1×"));
  }
  return {
    name: "decode",
    about: `starter on wasm, one thread, ${newTokens} greedy tokens, median of ${rounds} rounds side by side`,
    rows,
  };
}

async function ourLoop(dtype: WeightDtype): Promise<Contender> {
  const runtime = await loadOnnxRuntime(false, "/ort/");
  const compiled = await compileDecoder(starter, { device: "wasm", dtype });
  const session = await runtime.InferenceSession.create(compiled.graph, {
    executionProviders: ["wasm"],
    externalData: compiled.externalData,
    graphOptimizationLevel: "all",
    freeDimensionOverrides: { batch_size: 1 },
  });
  const decoder = createGrowingCacheDecoder(runtime, session, compiled.shape);
  return {
    name: dtype,
    async decode(prompt) {
      const slot = decoder.createSlot();
      let next = best(await slot.append(prompt, 1));
      const startedAt = performance.now();
      for (let made = 0; made < newTokens; made++) next = best(await slot.append([next], 1));
      const ms = performance.now() - startedAt;
      slot.release();
      return ms;
    },
  };
}

async function transformersLoop(): Promise<Contender> {
  const files = await exportOnnxFolder(starter, "fp32");
  const { wasm } = env.backends.onnx;
  if (wasm === undefined) throw new Error("transformers.js has no wasm backend");
  wasm.numThreads = 1;
  const stem = new URL("/ort/ort-wasm-simd-threaded.asyncify", location.href).href;
  wasm.wasmPaths = { mjs: `${stem}.mjs`, wasm: `${stem}.wasm` };
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match(request: string) {
      const bytes = files[request.slice(request.indexOf("exported/") + "exported/".length)];
      return Promise.resolve(bytes && new Response(new Uint8Array(bytes)));
    },
    put: () => Promise.resolve(),
  } as unknown as typeof env.customCache;
  const model = await AutoModelForCausalLM.from_pretrained("exported", { dtype: "fp32", device: "wasm" });
  return {
    name: "transformers.js",
    // The library gives no time of its own for the prompt: a run for one token is taken off.
    async decode(prompt) {
      const first = await timed(model, prompt, 1);
      return (await timed(model, prompt, newTokens + 1)) - first;
    },
  };
}

async function timed(model: PreTrainedModel, prompt: readonly number[], tokens: number): Promise<number> {
  const inputs = new Tensor("int64", BigInt64Array.from(prompt, BigInt), [1, prompt.length]);
  const attentionMask = new Tensor("int64", new BigInt64Array(prompt.length).fill(1n), [1, prompt.length]);
  const startedAt = performance.now();
  await model.generate({
    inputs,
    attention_mask: attentionMask,
    max_new_tokens: tokens,
    min_new_tokens: tokens,
    do_sample: false,
  } as never);
  return performance.now() - startedAt;
}

function best(logits: Float32Array): number {
  let index = 0;
  for (let id = 1; id < logits.length; id++) {
    if ((logits[id] ?? -Infinity) > (logits[index] ?? -Infinity)) index = id;
  }
  return index;
}
