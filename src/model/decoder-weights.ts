import type { DecoderTensor } from "./decoder-tensors.ts";
import { ModelError } from "./errors.ts";
import { dequantiseQ4, q4Blocks, q4BlockSize, quantiseQ4, type Q4Matrix } from "./quantise-q4.ts";
import { SafetensorsFile } from "./safetensors.ts";

/** Metadata of a packed weight file; its matrices are `NAME.q4` (U8) and `NAME.scales` (F16), the rest is F16 or F32. */
export const packedFormat = "selfsame-q4-1";

/**
 * The weights of a checkpoint, or of a packed model, by their Hugging Face names: whichever form a matrix lies in, it can
 * be had as fp32 or as 4-bit. Shapes are checked; throws `ModelError`.
 */
export class DecoderWeights {
  readonly #file: SafetensorsFile;

  private constructor(file: SafetensorsFile) {
    this.#file = file;
  }

  static async open(source: Uint8Array | Blob): Promise<DecoderWeights> {
    const file = await SafetensorsFile.open(source);
    const format = file.metadata["format"];
    if (format?.startsWith("selfsame-") && format !== packedFormat) {
      throw new ModelError(
        "model-unsupported",
        `The weights are packed as "${format}"; this program reads "${packedFormat}".`,
      );
    }
    return new DecoderWeights(file);
  }

  /** Checks that every tensor is there with its shape, from the header alone: before anything is made room for. */
  check(tensors: readonly DecoderTensor[]): void {
    for (const { name, shape } of tensors) {
      const [rows, columns] = shape;
      if (columns === undefined || !this.#isPacked(name)) this.#expectShape(name, shape);
      else this.#expectPacked(name, rows, columns);
    }
  }

  async vector(name: string, length: number): Promise<Float32Array> {
    this.#expectShape(name, [length]);
    return this.#file.readFloat32(name);
  }

  /** A row-major matrix `[rows, columns]`. */
  async matrix(name: string, rows: number, columns: number): Promise<Float32Array> {
    if (this.#isPacked(name)) return dequantiseQ4(await this.#readQ4(name, rows, columns));
    this.#expectShape(name, [rows, columns]);
    return this.#file.readFloat32(name);
  }

  async q4Matrix(name: string, rows: number, columns: number): Promise<Q4Matrix> {
    if (this.#isPacked(name)) return this.#readQ4(name, rows, columns);
    return quantiseQ4(await this.matrix(name, rows, columns), rows, columns);
  }

  #isPacked(name: string): boolean {
    return this.#file.tensors.has(`${name}.q4`);
  }

  async #readQ4(name: string, rows: number, columns: number): Promise<Q4Matrix> {
    this.#expectPacked(name, rows, columns);
    const packed = await this.#file.readBytes(`${name}.q4`);
    return { rows, columns, packed, scales: await this.#file.readFloat32(`${name}.scales`) };
  }

  #expectPacked(name: string, rows: number, columns: number): void {
    const blocks = q4Blocks(columns);
    this.#expectShape(`${name}.q4`, [rows, blocks, q4BlockSize / 2]);
    this.#expectShape(`${name}.scales`, [rows, blocks]);
  }

  #expectShape(name: string, expected: readonly number[]): void {
    const { shape } = this.#file.entry(name);
    if (shape.length === expected.length && shape.every((size, axis) => size === expected[axis])) return;
    throw new ModelError(
      "model-damaged",
      `The tensor "${name}" is [${shape.join(", ")}]; config.json makes it [${expected.join(", ")}].`,
    );
  }
}
