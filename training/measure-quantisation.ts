/*
 * What quantisation costs: bits per character of held-out entries, and the divergence from the checkpoint's predictions.
 *
 *   node --import tsx training/measure-quantisation.ts CHECKPOINT HISTORY.jsonl... [--entries 20]
 *
 * The last fifth of an author's own entries is held out; of these, evenly spaced ones are scored, each on its own and cut to
 * 1,200 characters and the model's context. Prints a table and, last, one JSON object.
 */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";

import { Tokenizer } from "@huggingface/tokenizers";
import * as ort from "onnxruntime-web";

import { compileDecoder } from "../src/model/compile-decoder.ts";
import type { CheckpointFiles, WeightDtype } from "../src/model/compiled-model.ts";
import { dequantiseQ4, quantiseQ4, type Q4Method } from "../src/model/quantise-q4.ts";
import { SafetensorsFile } from "../src/model/safetensors.ts";
import { divergenceBits, runGraph } from "../src/model/testing/run-graph.ts";
import { writeSafetensors, type NewTensor } from "../src/model/write-safetensors.ts";

interface Sample {
  readonly history: string;
  readonly tokens: readonly number[];
  readonly characters: number;
}

interface Variant {
  readonly label: string;
  readonly method: Q4Method | null;
  readonly dtype: WeightDtype;
}

const variants: readonly Variant[] = [
  { label: "checkpoint, fp32", method: null, dtype: "fp32" },
  { label: "4-bit, plain rounding", method: "round-to-nearest", dtype: "fp32" },
  { label: "4-bit, scale search (as shipped)", method: "search", dtype: "fp32" },
  { label: "as shipped, widened to int8", method: "search", dtype: "int8" },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: "string", default: "20" } },
});
const [checkpoint, ...histories] = positionals;
if (!checkpoint || histories.length === 0) {
  process.stderr.write(
    "node --import tsx training/measure-quantisation.ts CHECKPOINT HISTORY.jsonl... [--entries N]\n",
  );
  process.exit(1);
}
const entryCount = Number(values.entries);

ort.env.wasm.numThreads = 1;
const json = async (name: string) => JSON.parse(await readFile(join(checkpoint, name), "utf8"));
const config = await json("config.json");
const tokenizer = new Tokenizer(await json("tokenizer.json"), await json("tokenizer_config.json"));
const samples: Sample[] = (await Promise.all(histories.map(sampleHistory))).flat();
const source = await SafetensorsFile.open(new Uint8Array(await readFile(join(checkpoint, "model.safetensors"))));

const results = [];
let truth: Float32Array[][] | undefined;
for (const variant of variants) {
  const { files, relativeError } = await quantised(variant.method);
  const run = await compileDecoder(files, { device: "wasm", dtype: variant.dtype });
  const nats = new Map<string, { nats: number; characters: number }>();
  let divergence = 0;
  let positions = 0;
  const kept: Float32Array[][] = [];
  for (const [index, { history, tokens, characters }] of samples.entries()) {
    const session = await runGraph(ort, run);
    const logits = await session.append(tokens);
    await session.release();
    const sum = nats.get(history) ?? { nats: 0, characters: 0 };
    nats.set(history, sum);
    sum.characters += characters;
    for (let at = 2; at < tokens.length; at++) sum.nats += surprisalNats(logits[at - 1]!, tokens[at]!);
    // Every eighth position is enough for the divergence, and keeps the truth in memory.
    const some = logits.filter((_, at) => at % 8 === 1);
    kept.push(some);
    for (const [at, row] of some.entries()) divergence += truth ? divergenceBits(truth[index]![at]!, row) : 0;
    positions += some.length;
  }
  truth ??= kept;
  const bits = Object.fromEntries([...nats].map(([name, sum]) => [name, sum.nats / Math.LN2 / sum.characters]));
  const meanBits = Object.values(bits).reduce((a, b) => a + b) / nats.size;
  results.push({ label: variant.label, relativeError, divergenceBits: divergence / positions, meanBits, bits });
  process.stdout.write(
    `${variant.label.padEnd(34)} bits/char ${meanBits.toFixed(4)}  divergence ${(divergence / positions).toFixed(4)} bits a token` +
      `  squared error ${(relativeError * 100).toFixed(3)} %\n`,
  );
}
process.stdout.write(`${JSON.stringify({ entries: samples.length, results })}\n`);

async function sampleHistory(path: string): Promise<Sample[]> {
  const own = (await readFile(path, "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { author: string; text: string })
    .filter(({ author }) => author === "self");
  const first = Math.floor(own.length * 0.8);
  const step = Math.max(1, Math.floor((own.length - first) / entryCount));
  const context = config.max_position_embeddings as number;
  return own
    .slice(first)
    .filter((_, at) => at % step === 0)
    .slice(0, entryCount)
    .flatMap(({ text }) => {
      const cut = text.slice(0, 1200);
      const tokens = [1, 2, ...tokenizer.encode(cut, { add_special_tokens: false }).ids];
      // An entry that the context cannot hold would be counted with characters that were not scored.
      return tokens.length > context ? [] : [{ history: basename(path, ".jsonl"), tokens, characters: cut.length }];
    });
}

/** The checkpoint with every matrix replaced by what its codes stand for. */
async function quantised(method: Q4Method | null): Promise<{ files: CheckpointFiles; relativeError: number }> {
  const tensors: NewTensor[] = [];
  let error = 0;
  let square = 0;
  for (const { name, shape } of source.tensors.values()) {
    const exact = await source.readFloat32(name);
    const [rows, columns] = shape;
    const isMatrix = rows !== undefined && columns !== undefined;
    const rounded = isMatrix && method ? dequantiseQ4(quantiseQ4(exact, rows, columns, method)) : exact;
    if (isMatrix) {
      for (const [i, weight] of exact.entries()) {
        error += (weight - rounded[i]!) ** 2;
        square += weight ** 2;
      }
    }
    const bytes = new Uint8Array(rounded.buffer, rounded.byteOffset, rounded.byteLength);
    tensors.push({ name, elementType: "F32", shape, bytes });
  }
  const weights = writeSafetensors(tensors);
  const read = async (name: string) => {
    if (name === "model.safetensors") return weights;
    if (name === "config.json") return new TextEncoder().encode(JSON.stringify(config));
    throw new Error(`no file ${name}`);
  };
  return { files: { read }, relativeError: error / square };
}

function surprisalNats(logits: Float32Array, token: number): number {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum) - logits[token]!;
}
