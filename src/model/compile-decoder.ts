import type { CheckpointFiles, CompiledModel, Device, WeightDtype } from "./compiled-model.ts";
import { parseDecoderConfig, type DecoderConfig } from "./decoder-config.ts";
import { countParameters, decoderTensors } from "./decoder-tensors.ts";
import { DecoderWeights } from "./decoder-weights.ts";
import { ModelError } from "./errors.ts";
import { llamaDecoder } from "./llama-decoder.ts";
import { fillStorage, layOutStorage } from "./onnx/lay-out-storage.ts";
import { serialiseGraph } from "./onnx/serialise-graph.ts";

export interface CompileTarget {
  readonly device: Device;
  readonly dtype: WeightDtype;
}

export interface CompileOptions {
  readonly name?: string | undefined;
  /** Name of the file that the graph says its weights are in; more files are `PATH_1`, `PATH_2`, … */
  readonly dataPath?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of compiled weights that are made, of all. */
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
}

/** The weight files that are looked for, in this order: the packed form, then a Hugging Face checkpoint. */
export const weightFileNames = ["weights.safetensors", "model.safetensors"] as const;

/**
 * Compiles a checkpoint folder, or a packed model, into an ONNX decoder for one device. Reads `config.json` and the first
 * weight file there is; one tensor at a time is in memory twice. Throws `ModelError`, or `AbortError` when cancelled.
 */
export async function compileDecoder(
  files: CheckpointFiles,
  target: CompileTarget,
  { name = "model", dataPath = "model.onnx_data", signal, onProgress }: CompileOptions = {},
): Promise<CompiledModel> {
  if (target.device === "webgpu" && target.dtype === "int8") {
    throw new ModelError("model-unsupported", "Graphs for WebGPU hold q4 or fp32 weights; int8 is for wasm.");
  }
  const config = await readConfig(files);
  const weights = await openWeights(files);
  weights.check(decoderTensors(config));
  const graph = llamaDecoder(config, weights, target);
  const layout = layOutStorage(graph, dataPath);
  const totalBytes = [...layout.places.keys()].reduce((sum, storage) => sum + storage.bytes, 0);
  const externalData = await fillStorage(layout, (doneBytes) => {
    signal?.throwIfAborted();
    onProgress?.(doneBytes, totalBytes);
  });
  const { architecture, layers, hiddenSize, heads, kvHeads, headDim, vocabularySize, contextTokens } = config;
  return {
    name,
    ...target,
    shape: {
      architecture,
      layers,
      hiddenSize,
      heads,
      kvHeads,
      headDim,
      vocabularySize,
      contextTokens,
      bosTokenId: config.bosTokenId,
      eosTokenIds: config.eosTokenIds,
    },
    graph: serialiseGraph(graph, layout),
    externalData,
    parameters: countParameters(config),
    weightBytes: externalData.reduce((sum, { data }) => sum + data.length, 0),
  };
}

/** Reads and checks `config.json`. */
export async function readConfig(files: CheckpointFiles): Promise<DecoderConfig> {
  const source = await readFile(files, "config.json");
  return parseDecoderConfig(source instanceof Blob ? await source.text() : new TextDecoder().decode(source));
}

/** Opens the first weight file there is. */
export async function openWeights(files: CheckpointFiles): Promise<DecoderWeights> {
  const failures: string[] = [];
  for (const name of weightFileNames) {
    let source: Uint8Array | Blob;
    try {
      source = await readFile(files, name);
    } catch (error) {
      if (error instanceof ModelError && error.code === "model-missing") {
        failures.push(error.message);
        continue;
      }
      throw error;
    }
    return DecoderWeights.open(source);
  }
  throw new ModelError("model-missing", `There are no weights: ${failures.join(" ")}`);
}

async function readFile(files: CheckpointFiles, name: string): Promise<Uint8Array | Blob> {
  try {
    return await files.read(name);
  } catch (cause) {
    if (cause instanceof ModelError || (cause instanceof Error && cause.name === "AbortError")) throw cause;
    throw new ModelError("model-missing", `${name} could not be read.`, { cause });
  }
}
