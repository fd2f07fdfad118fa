import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { build } from "vite";

const entry = "src/service-worker/worker/service-worker.ts";
const output = "service-worker.js";

/** Vite plugin: writes the service worker after the build, with the hash of every file that the build has written. */
export function offline() {
  let config;
  let hasFailed = false;
  return {
    name: "selfsame-offline",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    buildEnd(error) {
      hasFailed = error !== undefined;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        if (hasFailed) return;
        await writeServiceWorker(config.root, join(config.root, config.build.outDir));
      },
    },
  };
}

/** Writes the service worker of the app that lies built in `directory`. */
export async function writeServiceWorker(root, directory) {
  writeFileSync(join(directory, output), await compile(root, listFiles(directory)));
}

/** Every file of the built app with its hash; source maps are for developers, who are online. */
function listFiles(directory) {
  return readdirSync(directory, { recursive: true })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path: `/${relative(directory, path).split(sep).join("/")}`, content: readFileSync(path) }))
    .filter(({ path }) => path !== `/${output}` && !path.endsWith(".map") && !path.includes("/."))
    .map(({ path, content }) => ({
      path,
      sha256: createHash("sha256").update(content).digest("hex"),
      bytes: content.length,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function compile(root, files) {
  const [bundle] = await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(files) },
    build: {
      write: false,
      target: "es2023",
      lib: { entry, formats: ["iife"], name: "serviceWorker", fileName: () => output },
    },
  });
  return bundle.output[0].code;
}
