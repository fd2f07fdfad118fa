import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import * as ort from "onnxruntime-web";
import { beforeAll, describe, expect, test } from "vitest";

import { compileDecoder } from "./compile-decoder.ts";
import type { CheckpointFiles, CompiledModel, WeightDtype } from "./compiled-model.ts";
import golden from "./testing/starter-golden-logits.json" with { type: "json" };
import { referenceLogits } from "./testing/reference-decoder.ts";
import { referenceWeights } from "./testing/reference-weights.ts";
import { best, divergenceBits, largestDifference, runGraph } from "./testing/run-graph.ts";
import { tinyCheckpoint, tinyCheckpointFiles, filesOf, type TinySizes } from "./testing/tiny-checkpoint.ts";
import { SafetensorsFile } from "./safetensors.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const root = join(import.meta.dirname, "../..");
const stories = join(root, "../shared/fixtures/runtime");

function folder(path: string): CheckpointFiles {
  return { read: async (name) => new Uint8Array(await readFile(join(path, name))) };
}

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
});

/** Logits of all tokens, given in two runs so that the cache has its part in them. */
async function graphLogits(compiled: CompiledModel, tokens: readonly number[]): Promise<Float32Array[]> {
  const run = await runGraph(ort, compiled);
  const half = Math.floor(tokens.length / 2);
  const logits = [...(await run.append(tokens.slice(0, half))), ...(await run.append(tokens.slice(half)))];
  await run.release();
  return logits;
}

const tokens = [1, 17, 250, 3, 3, 99, 141, 7, 299, 20, 64, 2];
const shapes: [label: string, changes: Partial<TinySizes>][] = [
  ["tied, grouped heads", {}],
  ["untied, one head a group", { isTied: false, kvHeads: 4, seed: 2 }],
  ["heads too small to be rotated inside attention", { headDim: 8, heads: 8, kvHeads: 4, seed: 3 }],
  ["widths that fill no whole 4-bit block", { feedForwardSize: 172, vocabularySize: 301, seed: 4 }],
  ["heads wider than the hidden size", { headDim: 32, heads: 4, kvHeads: 1, layers: 1, seed: 5 }],
];

describe("graphs for wasm against the reference decoder", () => {
  test.each(shapes)("[M12] fp32 logits are equal within 5e-5: %s", async (_, changes) => {
    const files = tinyCheckpoint(changes);
    const { config, weights } = await referenceWeights(files);
    const compiled = await compileDecoder(files, { device: "wasm", dtype: "fp32" });
    const expected = referenceLogits(config, weights, tokens);
    expect(largestDifference(await graphLogits(compiled, tokens), expected)).toBeLessThan(5e-5);
  });

  test.each(shapes)("[M12] q4 logits are those of the decoded 4-bit weights within 5e-5: %s", async (_, changes) => {
    const files = tinyCheckpoint(changes);
    const { config, weights } = await referenceWeights(files, "q4");
    const compiled = await compileDecoder(files, { device: "wasm", dtype: "q4" });
    const expected = referenceLogits(config, weights, tokens);
    expect(largestDifference(await graphLogits(compiled, tokens), expected)).toBeLessThan(5e-5);
  });

  test("[M13] num_logits_to_keep gives the last logits only", async () => {
    const compiled = await compileDecoder(tinyCheckpoint(), { device: "wasm", dtype: "fp32" });
    const all = await runGraph(ort, compiled);
    const some = await runGraph(ort, compiled);
    const last = (await all.append(tokens)).slice(-2);
    const kept = await some.append(tokens, 2);
    expect(kept).toHaveLength(2);
    expect(largestDifference(kept, last)).toBeLessThan(1e-5);
  });
});

describe("the shipped starter model", () => {
  const checkpoint = folder(join(root, "training/starter"));
  const packed = folder(join(root, "public/models/starter"));

  test("[M12] fp32 logits of the checkpoint are PyTorch's within 3e-5", async () => {
    const run = await compileDecoder(checkpoint, { device: "wasm", dtype: "fp32" });
    for (const { tokens: prompt, best: expectedBest, logSumExp, lastLogits } of golden.runs) {
      const logits = await graphLogits(run, prompt);
      expect(logits.map(best)).toEqual(expectedBest);
      const sampled = (logits.at(-1) as Float32Array).filter((_, i) => i % golden.stride === 0);
      expect(largestDifference([sampled], [Float32Array.from(lastLogits)])).toBeLessThan(3e-5);
      const sums = Float32Array.from(logits, logSum);
      expect(largestDifference([sums], [Float32Array.from(logSumExp)])).toBeLessThan(3e-5);
    }
  });

  test.each<[WeightDtype, bits: number]>([
    ["fp32", 0.06],
    ["q4", 0.06],
    ["int8", 0.07],
  ])("[M14] packed and run as %s it stays within %f bits of the checkpoint's predictions", async (dtype, bits) => {
    const truth = await compileDecoder(checkpoint, { device: "wasm", dtype: "fp32" });
    const compiled = await compileDecoder(packed, { device: "wasm", dtype });
    const divergences: number[] = [];
    for (const { tokens: prompt } of golden.runs) {
      const expected = await graphLogits(truth, prompt);
      const actual = await graphLogits(compiled, prompt);
      divergences.push(...expected.map((row, at) => divergenceBits(row, actual[at] as Float32Array)));
    }
    const mean = divergences.reduce((a, b) => a + b) / divergences.length;
    expect(mean).toBeLessThan(bits);
  });
});

describe.runIf(existsSync(stories))("stories260K (runs where ../shared is)", () => {
  interface Golden {
    readonly runs: readonly { readonly prompt_tokens: readonly number[]; readonly tokens: readonly number[] }[];
  }
  const files = folder(join(stories, "stories260K-hf"));
  const read = async () => JSON.parse(await readFile(join(stories, "stories260K-golden.json"), "utf8")) as Golden;

  test("[M15] greedy fp32 decoding gives the golden tokens, every one", async () => {
    const compiled = await compileDecoder(files, { device: "wasm", dtype: "fp32" });
    for (const { prompt_tokens: prompt, tokens: expected } of (await read()).runs) {
      const run = await runGraph(ort, compiled);
      const made = [...prompt];
      for (let fresh = [...prompt]; made.length < expected.length;) {
        const next = best((await run.append(fresh, 1))[0] as Float32Array);
        made.push(next);
        fresh = [next];
      }
      await run.release();
      expect(made).toEqual(expected);
    }
  });

  test("[M15] q4 predictions stay within 0.15 bits of fp32 on average", async () => {
    const exact = await compileDecoder(files, { device: "wasm", dtype: "fp32" });
    const q4 = await compileDecoder(files, { device: "wasm", dtype: "q4" });
    for (const { tokens: story } of (await read()).runs) {
      const expected = await graphLogits(exact, story);
      const actual = await graphLogits(q4, story);
      const bits = expected.map((row, at) => divergenceBits(row, actual[at] as Float32Array));
      expect(bits.reduce((a, b) => a + b) / bits.length).toBeLessThan(0.15);
    }
  });
});

describe("what compiling refuses", () => {
  const compile = (files: CheckpointFiles) => compileDecoder(files, { device: "wasm", dtype: "fp32" });

  test("[M10] a folder without weights, naming both files it looked for", async () => {
    const { "config.json": config } = tinyCheckpointFiles();
    const files = filesOf({ "config.json": config as Uint8Array });
    await expect(compile(files)).rejects.toMatchObject({ code: "model-missing" });
    await expect(compile(files)).rejects.toThrow(/weights\.safetensors.*model\.safetensors/);
  });

  test("[M10] a folder without config.json", async () => {
    await expect(compile(filesOf({}))).rejects.toMatchObject({ code: "model-missing" });
  });

  test("[M10] weights without one of the tensors, naming it", async () => {
    const files = tinyCheckpointFiles();
    const whole = await SafetensorsFile.open(files["model.safetensors"] as Uint8Array);
    const kept = [...whole.tensors.values()].filter(({ name }) => !name.includes("layers.1.mlp.up_proj"));
    const tensors = await Promise.all(
      kept.map(async (entry) => ({ ...entry, bytes: await whole.readBytes(entry.name) })),
    );
    const cut = compile(filesOf({ ...files, "model.safetensors": writeSafetensors(tensors) }));
    await expect(cut).rejects.toMatchObject({ code: "model-missing" });
    await expect(cut).rejects.toThrow("model.layers.1.mlp.up_proj.weight");
  });

  test("[M10] weights whose shape is not what config.json says", async () => {
    const files = {
      ...tinyCheckpointFiles(),
      "config.json": tinyCheckpointFiles({ feedForwardSize: 128 })["config.json"],
    };
    await expect(compile(filesOf(files as Record<string, Uint8Array>))).rejects.toMatchObject({
      code: "model-damaged",
    });
  });

  test("[M10] a config.json that claims terabytes, before room is made for them", async () => {
    const files = tinyCheckpointFiles();
    const config = JSON.parse(new TextDecoder().decode(files["config.json"])) as Record<string, unknown>;
    const huge = { ...config, vocab_size: 2 ** 24, intermediate_size: 2 ** 24, num_hidden_layers: 500 };
    const claimed = { ...files, "config.json": new TextEncoder().encode(JSON.stringify(huge)) };
    await expect(compile(filesOf(claimed))).rejects.toMatchObject({ code: "model-damaged" });
  });

  test("[M11] int8 on WebGPU", async () => {
    const compiled = compileDecoder(tinyCheckpoint(), { device: "webgpu", dtype: "int8" });
    await expect(compiled).rejects.toMatchObject({ code: "model-unsupported" });
  });

  test("[M11] a cancelled call ends with an AbortError", async () => {
    const options = { signal: AbortSignal.abort() };
    const compiled = compileDecoder(tinyCheckpoint(), { device: "wasm", dtype: "fp32" }, options);
    await expect(compiled).rejects.toMatchObject({ name: "AbortError" });
  });
});

function logSum(logits: Float32Array): number {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
