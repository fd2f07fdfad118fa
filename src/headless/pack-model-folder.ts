import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

import { packWeights } from "../model/pack-weights.ts";

/** Files of the folder that go along as they are: the texts that the licence asks for are among them. */
const companions = [
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "README.md",
  "LICENSE.md",
  "ATTRIBUTIONS.md",
] as const;

/**
 * Packs a checkpoint folder for shipping: 4-bit weights, its companion files, and a manifest with the bytes and SHA-256 of
 * each. The same folder gives the same bytes. Rejects when one of the files is not there.
 */
export async function packModelFolder(
  source: string,
  out: string,
): Promise<{ readonly name: string; readonly bytes: number }> {
  const read = async (name: string) => new Uint8Array(await readFile(join(source, name)));
  const files: [name: string, data: Uint8Array][] = [["weights.safetensors", await packWeights({ read })]];
  for (const name of companions) files.push([name, await read(name)]);
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  await mkdir(out, { recursive: true });
  for (const [name, data] of files) await writeFile(join(out, name), data);
  const manifest = {
    name: basename(resolve(source)),
    source: { file: "model.safetensors", sha256: sha256(await read("model.safetensors")) },
    files: files.map(([name, data]) => ({ name, bytes: data.length, sha256: sha256(data) })),
  };
  await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return { name: manifest.name, bytes: files.reduce((sum, [, data]) => sum + data.length, 0) };
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
