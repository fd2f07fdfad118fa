import { compileDecoder } from "./compile-decoder.ts";
import type { CheckpointFiles, Device, WeightDtype } from "./compiled-model.ts";

/** How transformers.js names the file of each dtype (its own words for them: fp32, q4, q8). */
const baseNames: Readonly<Record<WeightDtype, string>> = {
  fp32: "model.onnx",
  q4: "model_q4.onnx",
  int8: "model_quantized.onnx",
};

const tokenizerFiles = ["tokenizer.json", "tokenizer_config.json"] as const;

/**
 * A checkpoint or packed model as the folder that transformers.js and other ONNX loaders expect: relative path → bytes.
 * `device` is where it must run at least; a graph for `wasm` runs on both, one for `webgpu` keeps the embedding in 4 bits.
 */
export async function exportOnnxFolder(
  files: CheckpointFiles,
  dtype: WeightDtype,
  device: Device = "wasm",
): Promise<Record<string, Uint8Array>> {
  const baseName = baseNames[dtype];
  const compiled = await compileDecoder(files, { device, dtype }, { dataPath: `${baseName}_data` });
  const config = JSON.parse(await readText(files, "config.json")) as Record<string, unknown>;
  const { bosTokenId, eosTokenIds } = compiled.shape;
  const generationConfig = {
    ...(bosTokenId === null ? {} : { bos_token_id: bosTokenId }),
    ...(eosTokenIds.length === 0 ? {} : { eos_token_id: eosTokenIds.length === 1 ? eosTokenIds[0] : eosTokenIds }),
  };
  const folder: Record<string, Uint8Array> = {
    "config.json": encodeJson({
      ...config,
      "transformers.js_config": { use_external_data_format: { [baseName]: compiled.externalData.length } },
    }),
    "generation_config.json": (await readOptional(files, "generation_config.json")) ?? encodeJson(generationConfig),
    [`onnx/${baseName}`]: compiled.graph,
  };
  for (const name of tokenizerFiles) {
    const bytes = await readOptional(files, name);
    if (bytes) folder[name] = bytes;
  }
  for (const { path, data } of compiled.externalData) folder[`onnx/${path}`] = data;
  return folder;
}

function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

async function readText(files: CheckpointFiles, name: string): Promise<string> {
  const source = await files.read(name);
  return source instanceof Blob ? source.text() : new TextDecoder().decode(source);
}

/** A checkpoint without a tokenizer, or without settings for generation, is still worth exporting. */
async function readOptional(files: CheckpointFiles, name: string): Promise<Uint8Array | undefined> {
  let source: Uint8Array | Blob;
  try {
    source = await files.read(name);
  } catch {
    return undefined;
  }
  return source instanceof Blob ? new Uint8Array(await source.arrayBuffer()) : source;
}
