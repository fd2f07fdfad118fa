import { keyOf, type PrecacheFile } from "../precache.ts";

const cacheName = "selfsame-files";

/** The files of one version of the app in the browser's cache, beside those of other versions. */
export class FileCache {
  readonly #files: ReadonlyMap<string, PrecacheFile>;

  constructor(files: readonly PrecacheFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** Fetches what is not there yet, one file after another; rejects when one is missing or is not what the build wrote. */
  async fill(onProgress: (doneBytes: number, totalBytes: number) => void): Promise<void> {
    const cache = await caches.open(cacheName);
    const files = [...this.#files.values()];
    const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let doneBytes = 0;
    for (const file of files) {
      if ((await cache.match(keyOf(file))) === undefined) await cache.put(keyOf(file), await fetchVerified(file));
      doneBytes += file.bytes;
      onProgress(doneBytes, totalBytes);
    }
  }

  /** Whether `match` can find something: a file of this version, or one of an older version with a hash in its name. */
  mayHave(path: string): boolean {
    return this.#files.has(path) || path.startsWith("/assets/");
  }

  async match(path: string): Promise<Response | undefined> {
    const cache = await caches.open(cacheName);
    const file = this.#files.get(path);
    return file === undefined ? cache.match(path, { ignoreSearch: true }) : cache.match(keyOf(file));
  }

  /** Forgets the files of all other versions. */
  async removeOthers(): Promise<void> {
    const cache = await caches.open(cacheName);
    const own = new Set([...this.#files.values()].map((file) => new URL(keyOf(file), location.href).href));
    for (const request of await cache.keys()) {
      if (!own.has(request.url)) await cache.delete(request);
    }
  }
}

/** The answer of the server, when its content is the one that the build wrote: the version is complete or not there at all. */
async function fetchVerified(file: PrecacheFile): Promise<Response> {
  const response = await fetch(file.path, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${file.path} was answered with ${response.status}.`);
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sha256 !== file.sha256) throw new Error(`${file.path} is not of this version.`);
  return response;
}
