import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { appDirectory } from "./serve.mjs";

const kib = 1024;

/** Most bytes, gzipped, that a part of the app may have; what the starter model and the wasm runtime weigh is not code. */
const limits = {
  "page: scripts before paint": 450 * kib,
  "page: all scripts": 700 * kib,
  "page: styles": 40 * kib,
  "each worker": 200 * kib,
  "service worker": 8 * kib,
};

/** Measures the built app part by part. */
export function checkBundleBudget(directory = appDirectory) {
  const assets = join(directory, "assets");
  const names = readdirSync(assets);
  const isWorker = (name) => /worker/i.test(name);
  const scripts = names.filter((name) => name.endsWith(".js") && !isWorker(name));
  const size = (path) => gzipSync(readFileSync(path)).length;
  const sum = (list) => list.reduce((total, name) => total + size(join(assets, name)), 0);

  const page = readFileSync(join(directory, "index.html"), "utf8");
  const first = scripts.filter((name) => page.includes(name));
  const measured = [
    ["page: scripts before paint", sum(first)],
    ["page: all scripts", sum(scripts)],
    ["page: styles", sum(names.filter((name) => name.endsWith(".css")))],
    ...names
      .filter((name) => name.endsWith(".js") && isWorker(name))
      .map((name) => ["each worker", size(join(assets, name)), name]),
    ["service worker", size(join(directory, "service-worker.js"))],
  ];
  return measured.map(([part, bytes, name]) => ({ name: name ?? part, bytes, limitBytes: limits[part] }));
}
