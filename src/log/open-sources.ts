import { ImportError } from "./errors.ts";
import { type Rejection, reject } from "./rejection.ts";
import { baseName, extensionOf, type ProbedFile, readHead, type SourceFile } from "./source-file.ts";
import { decodeHead } from "./text-encoding.ts";
import { isZip, openZip } from "./zip-archive.ts";

/** A file as it was chosen, dropped or found in a folder. */
export interface ChosenFile {
  /** Relative to what was chosen, with `/`. */
  readonly path: string;
  readonly blob: Blob;
}

/** Every readable file among those chosen, ZIPs opened, with its beginning. */
export interface OpenedSources {
  readonly files: readonly ProbedFile[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly string[];
}

/** More files than any export has; each costs a look at its beginning. */
const maxFiles = 200_000;

const shortHeadBytes = 4096;

/** What systems and programs leave behind in folders and archives; nobody's writing, so not worth a word. */
const junkPattern =
  /(^|\/)(__MACOSX|\.git|\.obsidian|\.trash|\.Trash|node_modules|\.svn|@eaDir)\/|(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/;

/** Kinds that hold no text; named in the warning, never opened. */
const mediaPattern =
  /^(jpe?g|png|gif|webp|avif|heic|bmp|tiff?|svg|ico|mp[34]|m4[av]|mov|avi|mkv|webm|ogg|opus|wav|flac|pdf|docx?|xlsx?|pptx?|odt|exe|dll|dmg|iso|woff2?|ttf|css)$/;

/** Opens what was chosen. Throws `ImportError` for an archive that cannot be opened and when there is nothing at all. */
export async function openSources(chosen: readonly ChosenFile[], signal: AbortSignal): Promise<OpenedSources> {
  if (chosen.length === 0)
    throw new ImportError("nothing-chosen", "Nothing was chosen. Choose a file, a ZIP or a folder.");
  const files: ProbedFile[] = [];
  const rejections: Rejection[] = [];
  const warnings: string[] = [];
  const skipped = new Map<string, number>();
  let emptyFiles = 0;

  /** Whether a file may hold a text, by its name and size; counts what is passed over. */
  const isWanted = (path: string, sizeBytes: number): boolean => {
    signal.throwIfAborted();
    if (junkPattern.test(path)) return false;
    const extension = extensionOf(path);
    const isMedia = mediaPattern.test(extension);
    if (isMedia) skipped.set(extension, (skipped.get(extension) ?? 0) + 1);
    else if (sizeBytes === 0) emptyFiles++;
    return !isMedia && sizeBytes > 0;
  };
  const probe = async (file: SourceFile): Promise<void> => {
    signal.throwIfAborted();
    if (files.length >= maxFiles) {
      throw new ImportError("too-many-files", `These are more than ${maxFiles} files. Choose a smaller folder.`);
    }
    const head = await readHead(file).catch((error: unknown) => {
      // One damaged file, or one of an unknown compression, must not cost the rest of an archive.
      if (!(error instanceof ImportError && error.code === "zip-damaged")) throw error;
      rejections.push(reject("unreadable", file.path));
    });
    if (head) files.push({ ...file, ...trimHead(head) });
  };

  for (const { path, blob } of chosen) {
    signal.throwIfAborted();
    const file = fromBlob(path, blob);
    const head = blob.size === 0 || mediaPattern.test(extensionOf(path)) ? new Uint8Array(0) : await readHead(file, 8);
    if (!isZip(head)) {
      if (extensionOf(path) === "zip" && blob.size > 0) {
        throw new ImportError(
          "mislabelled",
          `“${baseName(path)}” is named .zip, but is no ZIP archive. Download it again.`,
        );
      }
      if (isWanted(path, blob.size)) await probe(file);
      continue;
    }
    if (extensionOf(path) !== "zip") warnings.push(`“${baseName(path)}” is really a ZIP archive and was read as one.`);
    const contents = await openZip(blob, path, isWanted);
    rejections.push(...contents.rejections);
    for (const inner of contents.files) await probe(inner);
  }

  if (files.length === 0 && skipped.size === 0 && rejections.length === 0) {
    const what = chosen.length === 1 ? `“${baseName(chosen[0]?.path ?? "")}” is` : "All of these files are";
    throw new ImportError("empty", `${what} empty. If it is a folder, choose it with “Choose a folder”.`);
  }
  if (emptyFiles > 0) warnings.push(`${countFiles(emptyFiles)} empty.`);
  if (skipped.size > 0) {
    const total = [...skipped.values()].reduce((sum, count) => sum + count, 0);
    const kinds = [...skipped.keys()].toSorted().slice(0, 6).join(", ");
    warnings.push(`${total} ${total === 1 ? "file holds" : "files hold"} no text and stayed unread (${kinds}).`);
  }
  return { files, rejections, warnings };
}

/** Most files are known by their first few bytes; only records need a longer look. A vault has ten thousand of them. */
function trimHead(head: Uint8Array): Pick<ProbedFile, "head" | "headText"> {
  const short = head.slice(0, shortHeadBytes);
  const start = decodeHead(short);
  return { head: short, headText: /^\s*(?:\{|window\.)/.test(start) ? decodeHead(head) : start };
}

/** A chosen file as a source; whatever goes wrong while it is read becomes an `ImportError`. */
function fromBlob(path: string, blob: Blob): SourceFile {
  return {
    path,
    sizeBytes: blob.size,
    container: "",
    stream() {
      const reader = blob.stream().getReader();
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            try {
              const { done, value } = await reader.read();
              if (done) controller.close();
              else controller.enqueue(value);
            } catch (cause) {
              const message = `“${baseName(path)}” could not be read: it changed, moved, or is a folder. Choose it again.`;
              controller.error(new ImportError("unreadable", message, { cause }));
            }
          },
          cancel: (reason) => reader.cancel(reason),
        },
        { highWaterMark: 0 },
      );
    },
  };
}

function countFiles(count: number): string {
  return count === 1 ? "1 file is" : `${count} files are`;
}
