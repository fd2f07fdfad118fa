import { openAsBlob } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { Engine, ModelInfo } from "../engine/engine.ts";
import { createInThreadEngine } from "../engine/in-thread.ts";

/** The model that ships with the app. */
export const starterFolder = fileURLToPath(new URL("../../public/models/starter", import.meta.url));

/** Loads a model folder on the processor of this machine. */
export async function loadModelFolder(
  folder = starterFolder,
): Promise<{ readonly engine: Engine; readonly model: ModelInfo }> {
  const files: Record<string, Blob> = {};
  for (const name of await readdir(folder)) files[name] = await openAsBlob(path.join(folder, name));
  const engine = createInThreadEngine();
  const model = await engine.load({ source: { kind: "files", files }, device: "wasm" });
  return { engine, model };
}
