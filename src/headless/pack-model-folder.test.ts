import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, describe, expect, test } from "vitest";

import { SafetensorsFile } from "../model/safetensors.ts";
import { packModelFolder } from "./pack-model-folder.ts";

const shipped = join(import.meta.dirname, "../../public/models/starter");
const checkpoint = join(import.meta.dirname, "../../training/starter");
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe("the starter that is shipped", () => {
  test("[M32] npm run pack-starter gives it again, byte for byte", async () => {
    const out = await mkdtemp(join(tmpdir(), "selfsame-starter-"));
    folders.push(out);
    await packModelFolder(checkpoint, out);
    const names = await readdir(shipped);
    expect((await readdir(out)).sort()).toEqual(names.sort());
    for (const name of names) {
      const [made, kept] = await Promise.all([readFile(join(out, name)), readFile(join(shipped, name))]);
      expect(made.equals(kept), name).toBe(true);
    }
  });

  test("[M32] its manifest names every other file with its bytes and SHA-256", async () => {
    interface Manifest {
      readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
    }
    const manifest = JSON.parse(await readFile(join(shipped, "manifest.json"), "utf8")) as Manifest;
    const names = (await readdir(shipped)).filter((name) => name !== "manifest.json");
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const { name, bytes, sha256 } of manifest.files) {
      const data = await readFile(join(shipped, name));
      expect(data.length).toBe(bytes);
      expect(createHash("sha256").update(data).digest("hex")).toBe(sha256);
    }
  });

  test("[M33] it carries its licence and an attribution for every source", async () => {
    expect(await readFile(join(shipped, "LICENSE.md"), "utf8")).toContain("CC BY-SA 4.0");
    const attributions = await readFile(join(shipped, "ATTRIBUTIONS.md"), "utf8");
    const rows = attributions.split("\n").filter((line) => line.includes("https://github.com/"));
    expect(rows).toHaveLength(15);
    for (const row of rows) expect(row).toMatch(/at `[0-9a-f]{40}`/);
  });

  test("[M33] it takes at most 4.6 bits a weight", async () => {
    const file = await SafetensorsFile.open(new Uint8Array(await readFile(join(shipped, "weights.safetensors"))));
    const last = Math.max(...[...file.tensors.values()].map(({ end }) => end));
    expect((last * 8) / 6_524_160).toBeLessThan(4.6);
  });
});
