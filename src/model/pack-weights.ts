import type { CheckpointFiles } from "./compiled-model.ts";
import { openWeights, readConfig } from "./compile-decoder.ts";
import { decoderTensors } from "./decoder-tensors.ts";
import { packedFormat } from "./decoder-weights.ts";
import { float32ToFloat16 } from "./float-formats.ts";
import { q4Blocks, q4BlockSize } from "./quantise-q4.ts";
import { writeSafetensors, type NewTensor } from "./write-safetensors.ts";

/**
 * Packs a checkpoint's weights into one compact file, 4.5 bits a weight: what `weights.safetensors` holds. Matrices become
 * 4-bit codes and half-precision scales, vectors stay fp32. The same checkpoint gives the same bytes.
 */
export async function packWeights(files: CheckpointFiles): Promise<Uint8Array<ArrayBuffer>> {
  const config = await readConfig(files);
  const weights = await openWeights(files);
  const tensors: NewTensor[] = [];
  for (const { name, shape } of decoderTensors(config)) {
    const [rows, columns] = shape;
    if (columns === undefined) {
      tensors.push({ name, elementType: "F32", shape, bytes: bytesOf(await weights.vector(name, rows)) });
      continue;
    }
    const { packed, scales } = await weights.q4Matrix(name, rows, columns);
    const blocks = q4Blocks(columns);
    tensors.push(
      { name: `${name}.q4`, elementType: "U8", shape: [rows, blocks, q4BlockSize / 2], bytes: packed },
      { name: `${name}.scales`, elementType: "F16", shape: [rows, blocks], bytes: bytesOf(float32ToFloat16(scales)) },
    );
  }
  return writeSafetensors(tensors, { format: packedFormat });
}

function bytesOf(numbers: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
