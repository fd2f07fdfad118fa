import * as ort from "onnxruntime-web/webgpu";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import { beforeAll, describe, expect, test } from "vitest";

import { compileDecoder } from "./compile-decoder.ts";
import type { WeightDtype } from "./compiled-model.ts";
import { referenceLogits } from "./testing/reference-decoder.ts";
import { referenceWeights } from "./testing/reference-weights.ts";
import { largestDifference, runGraph } from "./testing/run-graph.ts";
import { tinyCheckpoint, type TinySizes } from "./testing/tiny-checkpoint.ts";

const tokens = [1, 17, 250, 3, 3, 99, 141, 7, 299, 20, 64, 2];
const shapes: [label: string, changes: Partial<TinySizes>][] = [
  ["tied, grouped heads", {}],
  ["untied, one head a group", { isTied: false, kvHeads: 4, seed: 2 }],
  ["heads too small to be rotated inside attention", { headDim: 8, heads: 8, kvHeads: 4, seed: 3 }],
  ["a feed-forward width that fills no whole block", { feedForwardSize: 172, seed: 4 }],
];

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: wasmUrl };
  ort.env.logLevel = "error";
});

const cases = [
  ...shapes.map(([label, changes]) => ["q4" as WeightDtype, label, changes] as const),
  ["fp32" as WeightDtype, "tied, grouped heads", {}] as const,
];

describe("graphs for WebGPU", () => {
  test.each(cases)("[M16] %s logits are the reference decoder's within 1e-4: %s", async (dtype, _, changes) => {
    const files = tinyCheckpoint({ layers: 1, ...changes });
    const { config, weights } = await referenceWeights(files, dtype === "q4" ? "q4" : "fp32");
    const compiled = await compileDecoder(files, { device: "webgpu", dtype });
    const run = await runGraph(ort, compiled);
    const logits = [...(await run.append(tokens.slice(0, 7))), ...(await run.append(tokens.slice(7)))];
    await run.release();
    expect(largestDifference(logits, referenceLogits(config, weights, tokens))).toBeLessThan(1e-4);
  });
});
