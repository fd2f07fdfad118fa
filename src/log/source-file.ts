/** A file that an import may read, as often as it likes, from its beginning; nothing is held in memory. */
export interface SourceFile {
  /** With `/`, relative to what was chosen; a file inside a ZIP has the path it has there. */
  readonly path: string;
  /** After decompression; what the archive declares. */
  readonly sizeBytes: number;
  /** Name of the ZIP it lies in, or "" for loose files: files of one container belong together. */
  readonly container: string;
  /** Errors of the stream are `ImportError` with `unreadable` or `zip-damaged`, or an `AbortError`. */
  stream(): ReadableStream<Uint8Array>;
}

/** A file with its beginning, by which formats know it. */
export interface ProbedFile extends SourceFile {
  /** Up to `headBytes` bytes. */
  readonly head: Uint8Array;
  /** The same as text, decoded as its byte order mark or its bytes suggest. */
  readonly headText: string;
}

/** How much of a file is looked at to find its format. */
export const headBytes = 64 * 1024;

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The extension in lower case without the dot; "" when there is none. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

/** Reads the first bytes of a file and lets go of it. */
export async function readHead(file: SourceFile, limitBytes = headBytes): Promise<Uint8Array> {
  const reader = file.stream().getReader();
  const head = new Uint8Array(limitBytes);
  let length = 0;
  try {
    while (length < limitBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, limitBytes - length);
      head.set(part, length);
      length += part.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return head.slice(0, length);
}
