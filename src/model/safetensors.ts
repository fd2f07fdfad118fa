import { z } from "zod";

import { ModelError } from "./errors.ts";
import { bfloat16ToFloat32, float16ToFloat32 } from "./float-formats.ts";

/** Bytes of one element, for the element types of the format whose elements fill whole bytes. */
export const elementBytes = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
} as const;

export type ElementType = keyof typeof elementBytes;

/** Where one tensor lies; `begin` and `end` are bytes from the start of the file. */
export interface TensorEntry {
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The format's own limit on its JSON header. */
const maxHeaderBytes = 100_000_000;

const headerEntry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/**
 * A safetensors file (u64 little-endian header length, JSON header, data) whose tensors are read one at a time, so that a
 * `Blob` on disk never has to be in memory as a whole. Throws `ModelError`.
 */
export class SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly #source: Uint8Array | Blob;

  private constructor(
    source: Uint8Array | Blob,
    metadata: Readonly<Record<string, string>>,
    tensors: ReadonlyMap<string, TensorEntry>,
  ) {
    this.#source = source;
    this.metadata = metadata;
    this.tensors = tensors;
  }

  /** Reads and checks the header; no tensor is read yet. */
  static async open(source: Uint8Array | Blob): Promise<SafetensorsFile> {
    const fileBytes = source instanceof Blob ? source.size : source.length;
    if (fileBytes < 8) throw damaged(`it has ${fileBytes} bytes, fewer than its header length alone takes`);
    const lengthBytes = await readRange(source, 0, 8);
    const view = new DataView(lengthBytes.buffer, lengthBytes.byteOffset, 8);
    const headerBytes = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
    if (headerBytes > maxHeaderBytes) throw damaged(`its header claims ${headerBytes} bytes`);
    if (8 + headerBytes > fileBytes) {
      throw damaged(`its header claims ${headerBytes} bytes, but the whole file has ${fileBytes}`);
    }
    const header = parseHeader(await readRange(source, 8, 8 + headerBytes));
    const { __metadata__: metadata, ...rest } = header;
    const parsedMetadata = z.record(z.string(), z.string()).safeParse(metadata ?? {});
    if (!parsedMetadata.success) throw damaged("its metadata is not a table of texts");
    const entries = Object.entries(rest).map(([name, value]) => parseEntry(name, value, 8 + headerBytes));
    checkLayout(entries, 8 + headerBytes, fileBytes);
    return new SafetensorsFile(source, parsedMetadata.data, new Map(entries.map((entry) => [entry.name, entry])));
  }

  /** Where the tensor of this name lies. */
  entry(name: string): TensorEntry {
    const entry = this.tensors.get(name);
    if (!entry) throw new ModelError("model-missing", `The weights hold no tensor named "${name}".`);
    return entry;
  }

  /** The bytes of one tensor, in a buffer of its own. */
  async readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const { begin, end } = this.entry(name);
    return readRange(this.#source, begin, end);
  }

  /** The numbers of one F32, F16 or BF16 tensor as fp32, in row-major order. */
  async readFloat32(name: string): Promise<Float32Array> {
    const { elementType } = this.entry(name);
    const { buffer } = await this.readBytes(name);
    if (elementType === "F32") return new Float32Array(buffer);
    if (elementType === "F16") return float16ToFloat32(new Uint16Array(buffer));
    if (elementType === "BF16") return bfloat16ToFloat32(new Uint16Array(buffer));
    throw new ModelError(
      "model-unsupported",
      `The tensor "${name}" is of type ${elementType}; weights may be F32, F16 or BF16.`,
    );
  }
}

function damaged(what: string, cause?: unknown): ModelError {
  return new ModelError("model-damaged", `The weight file is damaged: ${what}.`, { cause });
}

/** A copy, so that typed arrays of any element size can be laid over it. */
async function readRange(source: Uint8Array | Blob, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Blob) return new Uint8Array(await source.slice(begin, end).arrayBuffer());
  return source.slice(begin, end) as Uint8Array<ArrayBuffer>;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged("its header is not JSON", cause);
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) throw damaged("its header is no table");
  return header as Record<string, unknown>;
}

function parseEntry(name: string, value: unknown, dataStart: number): TensorEntry {
  const parsed = headerEntry.safeParse(value);
  if (!parsed.success) throw damaged(`the entry of the tensor "${name}" cannot be read`);
  const { dtype, shape, data_offsets: offsets } = parsed.data;
  if (!Object.hasOwn(elementBytes, dtype)) {
    throw new ModelError("model-unsupported", `The tensor "${name}" is of the unknown type "${dtype}".`);
  }
  const elementType = dtype as ElementType;
  const expectedBytes = shape.reduce((product, size) => product * size, 1) * elementBytes[elementType];
  const [begin, end] = offsets;
  if (end - begin !== expectedBytes) {
    throw damaged(
      `the tensor "${name}" of ${elementType} [${shape.join(", ")}] needs ${expectedBytes} bytes and has ${end - begin}`,
    );
  }
  return { name, elementType, shape, begin: dataStart + begin, end: dataStart + end };
}

/** The format allows neither overlaps nor gaps: a file with either was cut, patched or made to deceive. */
function checkLayout(entries: readonly TensorEntry[], dataStart: number, fileBytes: number): void {
  let position = dataStart;
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (entry.begin < position) throw damaged(`the tensor "${entry.name}" overlaps another`);
    if (entry.begin > position) throw damaged(`there is a gap before the tensor "${entry.name}"`);
    if (entry.end > fileBytes) {
      throw damaged(`it ends after ${fileBytes} bytes, in the middle of the tensor "${entry.name}"`);
    }
    position = entry.end;
  }
  if (position !== fileBytes) throw damaged(`${fileBytes - position} bytes at its end belong to no tensor`);
}
