import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import type { Device, WeightDtype } from "../model/compiled-model.ts";
import { exportOnnxFolder } from "../model/export-onnx-folder.ts";

const usage = `Writes a checkpoint folder, or a packed model, as a folder that transformers.js loads.

  node --import tsx src/headless/export-onnx.ts SOURCE OUT [--dtype q4|int8|fp32] [--device wasm|webgpu]
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dtype: { type: "string", default: "q4" }, device: { type: "string", default: "wasm" } },
  });
  const [source, out] = positionals;
  const isKnown = ["q4", "int8", "fp32"].includes(values.dtype) && ["wasm", "webgpu"].includes(values.device);
  if (!source || !out || positionals.length > 2 || !isKnown) throw new Error(usage);
  const files = { read: async (name: string) => new Uint8Array(await readFile(join(source, name))) };
  const folder = await exportOnnxFolder(files, values.dtype as WeightDtype, values.device as Device);
  for (const [name, bytes] of Object.entries(folder)) {
    await mkdir(dirname(join(out, name)), { recursive: true });
    await writeFile(join(out, name), bytes);
  }
  const written = Object.entries(folder).map(([name, bytes]) => ({ name, bytes: bytes.length }));
  process.stdout.write(`${JSON.stringify({ out, files: written })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
