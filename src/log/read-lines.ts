import { ImportError } from "./errors.ts";
import type { ParseContext } from "./parser.ts";
import type { SourceFile } from "./source-file.ts";
import { decodeWindows1252, sniffEncoding } from "./text-encoding.ts";

/** One line of a text file. */
export interface TextLine {
  /** Without its end; only the beginning when `isTooLong`. */
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  readonly isTooLong: boolean;
  /** True when the bytes were no UTF-8 and were read as Windows-1252. */
  readonly isFallback: boolean;
}

const lineFeed = 10;
const carriageReturn = 13;
const excerptBytes = 512;

/**
 * Reads a text file line by line, in batches, holding no more than one line. Ends of all three kinds count.
 * UTF-8 is decided line by line, because histories get glued together from files of different encodings.
 */
export async function* readLines(
  file: SourceFile,
  context: ParseContext,
  maxLineBytes: number,
): AsyncGenerator<readonly TextLine[], void, undefined> {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let number = 0;
  let isOver = false;
  let isAfterReturn = false;
  let batch: TextLine[] = [];

  const decode = (bytes: Uint8Array, mayBeCut: boolean): { text: string; isFallback: boolean } => {
    try {
      return { text: strict.decode(bytes), isFallback: false };
    } catch {
      // A line that was cut by a limit or by the end of the file may end inside a character: that is no other encoding.
      if (mayBeCut && isUtf8UpToTail(bytes)) return { text: new TextDecoder().decode(bytes), isFallback: false };
      return { text: decodeWindows1252(bytes), isFallback: true };
    }
  };
  const hold = (bytes: Uint8Array): void => {
    if (isOver) return;
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes > maxLineBytes) {
      held = [concat(held).slice(0, excerptBytes)];
      isOver = true;
    }
  };
  const endLine = (isLast: boolean): void => {
    const bytes = held.length === 1 ? (held[0] as Uint8Array) : concat(held);
    number++;
    batch.push({ ...decode(bytes, isLast || isOver), number, isTooLong: isOver });
    held = [];
    heldBytes = 0;
    isOver = false;
  };

  for await (const chunk of utf8Chunks(file, context)) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === lineFeed && isAfterReturn) {
        isAfterReturn = false;
        start = i + 1;
        continue;
      }
      isAfterReturn = byte === carriageReturn;
      if (byte !== lineFeed && byte !== carriageReturn) continue;
      hold(chunk.subarray(start, i));
      endLine(false);
      start = i + 1;
    }
    if (start < chunk.length) hold(chunk.slice(start));
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
  }
  if (heldBytes > 0) endLine(true);
  if (batch.length > 0) yield batch;
}

/** The bytes of a file as UTF-8 without a byte order mark: UTF-16 is converted on the way, everything else passes. */
async function* utf8Chunks(file: SourceFile, context: ParseContext): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of readChunks(file, context)) {
    let bytes = chunk;
    if (isFirst) {
      isFirst = false;
      const { encoding, bomBytes } = sniffEncoding(chunk);
      bytes = chunk.subarray(bomBytes);
      if (encoding !== "utf-8") decoder = new TextDecoder(encoding);
    }
    yield decoder === undefined ? bytes : new TextEncoder().encode(decoder.decode(bytes, { stream: true }));
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield new TextEncoder().encode(rest);
}

/** The chunks of a file, counted, until it ends or the import is cancelled. */
export async function* readChunks(
  file: SourceFile,
  context: ParseContext,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      context.signal.throwIfAborted();
      const { done, value } = await reader.read().catch((error: unknown) => {
        if (!(error instanceof ImportError && error.code === "zip-damaged")) throw error;
        context.onDamage(file.path);
        return { done: true, value: undefined } as const;
      });
      if (done || value === undefined) return;
      context.onBytes(value.length);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Joins byte arrays. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether bytes are UTF-8 but for up to three bytes at their end. */
function isUtf8UpToTail(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
