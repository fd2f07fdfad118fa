import { BlobReader, ZipReader, configure, type FileEntry } from "@zip.js/zip.js";

import { ImportError } from "./errors.ts";
import { type Rejection, reject } from "./rejection.ts";
import type { SourceFile } from "./source-file.ts";

// The import has a worker of its own; a second layer of workers would need `blob:` in the page's security policy.
configure({ useWebWorkers: false, useCompressionStream: true });

/** What an archive may ask of this device; far above every real export. */
export const zipLimits = {
  files: 500_000,
  /** Of one file and of all that would be read together; pictures and films are not read. */
  fileBytes: 16 * 2 ** 30,
  totalBytes: 64 * 2 ** 30,
  /** Uncompressed to compressed. JSON exports stay under 40; deflate cannot do more than 1032. */
  ratio: 250,
  /** Below this size a high ratio is harmless. */
  ratioFromBytes: 64 * 2 ** 20,
};

/** The files of a ZIP, read by random access; and the entries that were refused. */
export interface ZipContents {
  readonly files: readonly SourceFile[];
  readonly rejections: readonly Rejection[];
}

/** Stored, deflated, and its larger sibling: what every system writes. */
const readableMethods: ReadonlySet<number> = new Set([0, 8, 9]);

/** Whether a file begins like a ZIP, whatever its name says. */
export function isZip(head: Uint8Array): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
  return (head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6) || (head[2] === 7 && head[3] === 8);
}

/**
 * Reads the table of contents; throws `ImportError` when it is damaged, a bomb, or asks for a password. What is not wanted
 * by its path is not held either: an archive may have a hundred thousand pictures.
 */
export async function openZip(
  blob: Blob,
  name: string,
  isWanted: (path: string, sizeBytes: number) => boolean = () => true,
): Promise<ZipContents> {
  const reader = new ZipReader(new BlobReader(blob), { filenameValidation: "tolerant" });
  const files: SourceFile[] = [];
  const rejections: Rejection[] = [];
  const names = new Set<string>();
  let packedBytes = 0;
  let totalBytes = 0;
  let entries = 0;
  let encrypted = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++entries > zipLimits.files) {
        throw new ImportError("zip-unsafe", `“${name}” holds more than ${zipLimits.files} files. It is not read.`);
      }
      if (entry.directory) continue;
      const place = `${name}: ${entry.filename.slice(0, 200)}`;
      const path = entry.filename.replaceAll("\\", "/");
      packedBytes += entry.compressedSize;
      if (isUnsafePath(path)) rejections.push(reject("unsafe-path", place));
      else if (isLink(entry)) rejections.push(reject("symlink", place));
      else if (names.has(path)) rejections.push(reject("duplicate-name", place));
      else if (entry.encrypted) encrypted++;
      else if (!readableMethods.has(entry.compressionMethod)) rejections.push(reject("unreadable", place));
      else {
        names.add(path);
        if (!isWanted(path, entry.uncompressedSize)) continue;
        totalBytes += entry.uncompressedSize;
        checkSize(entry, name);
        files.push({
          path,
          sizeBytes: entry.uncompressedSize,
          container: name,
          stream: () => openEntry(entry, place),
        });
      }
    }
  } catch (error) {
    throw toImportError(error, name);
  }
  // Files that lie over each other are how a small bomb declares petabytes.
  if (packedBytes > blob.size * 1.01 + 1024) {
    throw new ImportError("zip-unsafe", `The files in “${name}” overlap each other, as in a ZIP bomb. It is not read.`);
  }
  if (totalBytes > zipLimits.totalBytes) {
    throw new ImportError("zip-unsafe", `“${name}” would unpack to ${gigabytes(totalBytes)} GB. It is not read.`);
  }
  if (encrypted > 0) {
    throw new ImportError(
      "zip-encrypted",
      `“${name}” is protected by a password. Unpack it on your computer first and choose the folder instead.`,
    );
  }
  return { files, rejections };
}

function checkSize(entry: FileEntry, name: string): void {
  const { uncompressedSize, compressedSize } = entry;
  const isBomb = uncompressedSize > zipLimits.ratioFromBytes && uncompressedSize > compressedSize * zipLimits.ratio;
  if (isBomb || uncompressedSize > zipLimits.fileBytes) {
    throw new ImportError(
      "zip-unsafe",
      `A file in “${name}” would unpack to ${gigabytes(uncompressedSize)} GB, as in a ZIP bomb. It is not read.`,
    );
  }
}

function openEntry(entry: FileEntry, place: string): ReadableStream<Uint8Array> {
  const abort = new AbortController();
  let readBytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      readBytes += chunk.length;
      // The declared size passed the checks; what really comes out must keep to it.
      if (readBytes > entry.uncompressedSize) {
        controller.error(new ImportError("zip-unsafe", `“${place}” unpacks to more than it declares. It is not read.`));
        abort.abort();
      } else controller.enqueue(chunk);
    },
  });
  let failure: unknown;
  const done = entry
    .getData(counter.writable, { checkSignature: true, signal: abort.signal, useWebWorkers: false })
    .catch(async (error: unknown) => {
      failure = error;
      // What fails before its first byte would leave the reader waiting for ever.
      if (readBytes === 0) await counter.writable.abort(error).catch(() => undefined);
    });
  const reader = counter.readable.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done: isEnd, value } = await reader.read();
          if (!isEnd) return controller.enqueue(value);
          await done;
          if (failure !== undefined) throw failure;
          controller.close();
        } catch (error) {
          await done;
          controller.error(error instanceof ImportError ? error : toImportError(failure ?? error, place));
        }
      },
      async cancel() {
        abort.abort();
        await reader.cancel().catch(() => undefined);
        await done;
      },
    },
    { highWaterMark: 0 },
  );
}

function isUnsafePath(path: string): boolean {
  return (
    path === "" ||
    path.startsWith("/") ||
    /^[A-Za-z]:/.test(path) ||
    path.includes("\0") ||
    /(^|\/)\.\.(\/|$)/.test(path)
  );
}

/** Unix modes stand in the upper half of the attributes; only plain files (or none given) are read. */
function isLink(entry: FileEntry): boolean {
  const kind = (entry.externalFileAttributes >>> 16) & 0xf000;
  const isUnix = entry.versionMadeBy >>> 8 === 3 || entry.versionMadeBy >>> 8 === 19;
  return isUnix && kind !== 0 && kind !== 0x8000;
}

function toImportError(error: unknown, name: string): Error {
  if (error instanceof ImportError) return error;
  if (error instanceof Error && error.name === "AbortError") return error;
  if (error instanceof Error && error.name === "NotReadableError") {
    return new ImportError("unreadable", `“${name}” changed or went away while it was read. Choose it again.`, {
      cause: error,
    });
  }
  return new ImportError(
    "zip-damaged",
    `“${name}” is damaged or was not downloaded completely. Download it again, or unpack it and choose the folder.`,
    { cause: error },
  );
}

function gigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
