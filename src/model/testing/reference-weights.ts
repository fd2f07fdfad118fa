import type { CheckpointFiles } from "../compiled-model.ts";
import { openWeights, readConfig } from "../compile-decoder.ts";
import type { DecoderConfig } from "../decoder-config.ts";
import { decoderTensors } from "../decoder-tensors.ts";
import { dequantiseQ4 } from "../quantise-q4.ts";
import type { ReferenceWeights } from "./reference-decoder.ts";

/** A checkpoint's configuration and weights for the reference decoder: as they are, or as their 4-bit codes stand for. */
export async function referenceWeights(
  files: CheckpointFiles,
  dtype: "fp32" | "q4" = "fp32",
): Promise<{ config: DecoderConfig; weights: ReferenceWeights }> {
  const config = await readConfig(files);
  const source = await openWeights(files);
  const weights = new Map<string, Float32Array>();
  for (const { name, shape } of decoderTensors(config)) {
    const [rows, columns] = shape;
    if (columns === undefined) weights.set(name, await source.vector(name, rows));
    else if (dtype === "q4") weights.set(name, dequantiseQ4(await source.q4Matrix(name, rows, columns)));
    else weights.set(name, await source.matrix(name, rows, columns));
  }
  return { config, weights };
}
