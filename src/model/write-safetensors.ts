import { elementBytes, type ElementType } from "./safetensors.ts";

/** One tensor to be written; `bytes` in row-major order, little-endian. */
export interface NewTensor {
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Writes a safetensors file with the tensors in the order given: the same tensors give the same bytes. */
export function writeSafetensors(
  tensors: readonly NewTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const header = Object.create(null) as Record<string, unknown>; // so that a tensor may be named "__proto__"
  if (Object.keys(metadata).length > 0) header["__metadata__"] = metadata;
  let position = 0;
  for (const { name, elementType, shape, bytes } of tensors) {
    const expected = shape.reduce((product, size) => product * size, 1) * elementBytes[elementType];
    if (bytes.length !== expected) {
      throw new RangeError(
        `"${name}" of ${elementType} [${shape.join(", ")}] needs ${expected} bytes, not ${bytes.length}`,
      );
    }
    if (Object.hasOwn(header, name)) throw new RangeError(`"${name}" is there twice`);
    header[name] = { dtype: elementType, shape, data_offsets: [position, position + bytes.length] };
    position += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + position);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, 8, 8 + headerBytes); // the format pads its header with spaces
  file.set(text, 8);
  let at = 8 + headerBytes;
  for (const { bytes } of tensors) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}
