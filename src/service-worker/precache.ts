/** One file of the built app, as the build writes it into the service worker. */
export interface PrecacheFile {
  /** Path from the root of the origin, e.g. `/assets/main-a1b2.js`. */
  readonly path: string;
  /** SHA-256 of the content, lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What the browser can do, as far as it decides which files of the runtime it will ask for. */
export interface RuntimeAbilities {
  /** WebAssembly can wait for promises (`WebAssembly.Suspending`). */
  readonly hasJspi: boolean;
  readonly hasWebGpu: boolean;
}

/** The page that shows every room of the app. */
export const pagePath = "/index.html";

/**
 * The files that this browser needs to work without a network: all but the builds of onnxruntime that the engine will
 * not choose here (docs: src/engine/worker/onnx-runtime.ts), which saves 14 to 40 MB.
 */
export function chooseFiles(files: readonly PrecacheFile[], abilities: RuntimeAbilities): readonly PrecacheFile[] {
  return files.filter(({ path }) => {
    const build = /^\/ort\/.*?threaded(?:\.(\w+))?\.(?:mjs|wasm)$/.exec(path);
    if (build === null) return true;
    switch (build[1]) {
      case "jspi":
        return abilities.hasJspi;
      case "asyncify":
        return !abilities.hasJspi && abilities.hasWebGpu;
      case undefined:
        return !abilities.hasJspi;
      default:
        return false;
    }
  });
}

/** The address under which a file is kept: the content is part of it, so several versions of the app can lie side by side. */
export function keyOf(file: PrecacheFile): string {
  return `${file.path}?sha256=${file.sha256}`;
}

/** Whether a navigation to this path is one to a room of the app; a path with an ending means a file. */
export function isRoom(path: string): boolean {
  return path === pagePath || !/\.[^/]+$/.test(path);
}
