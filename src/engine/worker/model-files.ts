import { isAbortError } from "../../channel/wire-error.ts";
import type { CheckpointFiles } from "../../model/compiled-model.ts";
import type { ModelSource } from "../engine.ts";
import { EngineError } from "../errors.ts";

/** Bytes that have come, of those that are known to come; null before a file tells its size. */
export type DownloadListener = (loadedBytes: number, totalBytes: number | null) => void;

/** The files of a model, each read once at most. Rejects with `model-missing`, or an `AbortError`. */
export function openModelFiles(
  source: ModelSource,
  signal: AbortSignal,
  onDownload: DownloadListener,
): CheckpointFiles {
  if (source.kind === "files") {
    return {
      async read(name) {
        const file = Object.hasOwn(source.files, name) ? source.files[name] : undefined;
        if (file === undefined) throw new EngineError("model-missing", `The model has no file ${name}.`);
        return file;
      },
    };
  }
  const download = new Download(source.baseUrl, signal, onDownload);
  const reads = new Map<string, Promise<Uint8Array>>();
  return {
    read(name) {
      let read = reads.get(name);
      if (read === undefined) reads.set(name, (read = download.read(name)));
      return read;
    },
  };
}

class Download {
  readonly #base: URL;
  readonly #signal: AbortSignal;
  readonly #onDownload: DownloadListener;
  #loadedBytes = 0;
  #expectedBytes: number | null = null;

  constructor(baseUrl: string, signal: AbortSignal, onDownload: DownloadListener) {
    const here = typeof location === "undefined" ? undefined : location.href;
    this.#base = new URL(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`, here);
    this.#signal = signal;
    this.#onDownload = onDownload;
  }

  async read(name: string): Promise<Uint8Array> {
    const url = new URL(name, this.#base);
    try {
      const response = await fetch(url, { signal: this.#signal });
      // Servers of single-page apps answer for a file that is not there with the page itself.
      const isPage = response.headers.get("content-type")?.startsWith("text/html") === true;
      if (!response.ok || isPage || response.body === null) {
        throw new EngineError("model-missing", `${name} could not be read (${isPage ? "a page" : response.status}).`);
      }
      return await this.#collect(response, response.body);
    } catch (cause) {
      if (cause instanceof EngineError) throw cause;
      if (isAbortError(cause) || this.#signal.aborted) throw this.#signal.reason ?? cause;
      throw new EngineError("model-missing", `${name} could not be read: the connection failed.`, { cause });
    }
  }

  async #collect(response: Response, body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
    // A compressed answer tells its compressed size, which the bytes that come out have nothing to do with.
    const isPlain = response.headers.get("content-encoding") === null;
    const length = isPlain ? Number(response.headers.get("content-length") ?? Number.NaN) : Number.NaN;
    // Small files first come without a total, or the fraction would fall back when the weights begin.
    if (length >= 2 ** 20) this.#expectedBytes = (this.#expectedBytes ?? this.#loadedBytes) + length;
    const chunks: Uint8Array[] = [];
    let size = 0;
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      size += part.value.length;
      this.#loadedBytes += part.value.length;
      const total = this.#expectedBytes;
      this.#onDownload(this.#loadedBytes, total === null ? null : Math.max(total, this.#loadedBytes));
    }
    if (Number.isFinite(length) && size !== length) {
      throw new EngineError("model-damaged", `A file of the model ended after ${size} of ${length} bytes.`);
    }
    const whole = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
