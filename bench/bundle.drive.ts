import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { appDirectory } from "../scripts/serve.mjs";
import type { BenchResult, BenchRow } from "./bench-result.ts";

/** Sizes of what `npm run build` wrote, and of what a first visit to Chromium loads of it. */
export async function run(): Promise<BenchResult> {
  const groups: readonly (readonly [name: string, folder: string, pattern: RegExp])[] = [
    ["page script", "assets", /^index-.*\.js$/],
    ["engine worker", "assets", /^engine\.worker-.*\.js$/],
    ["persona worker", "assets", /^persona\.worker-.*\.js$/],
    ["import worker", "assets", /^import\.worker-.*\.js$/],
    ["runtime with JSPI (Chromium)", "ort", /\.jspi\.(?:mjs|wasm)$/],
    ["runtime without JSPI, WebGPU", "ort", /\.asyncify\.(?:mjs|wasm)$/],
    ["runtime without JSPI, wasm", "ort", /threaded\.(?:mjs|wasm)$/],
    ["starter weights", "models/starter", /^weights\.safetensors$/],
    ["fonts", "assets", /\.woff2$/],
    ["style sheet", "assets", /\.css$/],
  ];
  const rows: BenchRow[] = [];
  for (const [name, folder, pattern] of groups) {
    const names = (await readdir(join(appDirectory, folder))).filter((file) => pattern.test(file));
    const files = await Promise.all(names.map((file) => readFile(join(appDirectory, folder, file))));
    const bytes = files.reduce((sum, file) => sum + file.byteLength, 0);
    const packed = files.reduce((sum, file) => sum + gzipSync(file).byteLength, 0);
    rows.push({ name, value: bytes, unit: "bytes" }, { name: `${name}, gzip`, value: packed, unit: "bytes" });
  }
  return { name: "bundle", about: "the built app, file by file", rows };
}
