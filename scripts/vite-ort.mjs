import { createReadStream, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { defaultClientConditions } from "vite";

/** The builds of onnxruntime-web that the engine chooses from: JSPI, asyncify (WebGPU without JSPI), plain. */
const suffixes = [".jspi", ".asyncify", ""];
const fileNames = suffixes.flatMap((suffix) =>
  ["mjs", "wasm"].map((extension) => `ort-wasm-simd-threaded${suffix}.${extension}`),
);
const contentTypes = { mjs: "text/javascript", wasm: "application/wasm" };

/**
 * Serves the runtime's wasm files and their loaders under `/ort/` while developing and testing, and emits them there in
 * the build, so that they always come from the own origin.
 */
export function ort() {
  const folder = dirname(createRequire(import.meta.url).resolve("onnxruntime-web/wasm"));
  return {
    name: "ort",
    config: () => ({
      // Without this condition the library's bundles carry `new URL("….wasm", import.meta.url)`, and every wasm file
      // would be emitted a second time.
      resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
      // Served as they are: a dependency that is discovered while a test runs reloads the page.
      optimizeDeps: { exclude: ["onnxruntime-web", "@huggingface/tokenizers"] },
    }),
    configureServer(server) {
      server.middlewares.use("/ort", (request, response, next) => {
        const name = new URL(request.url, "http://localhost").pathname.slice(1);
        if (!fileNames.includes(name)) return next();
        const path = join(folder, name);
        response.setHeader("Content-Type", contentTypes[name.split(".").at(-1)]);
        response.setHeader("Content-Length", statSync(path).size);
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        response.setHeader("Cache-Control", "max-age=3600");
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      // A build for workers passes here too, with its own context; the page's build is the one that writes files.
      if (this.environment?.name !== undefined && this.environment.name !== "client") return;
      for (const name of fileNames) {
        this.emitFile({ type: "asset", fileName: `ort/${name}`, source: readFileSync(join(folder, name)) });
      }
    },
  };
}
