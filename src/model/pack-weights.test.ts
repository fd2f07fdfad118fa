import { describe, expect, test } from "vitest";

import { compileDecoder } from "./compile-decoder.ts";
import { exportOnnxFolder } from "./export-onnx-folder.ts";
import { packWeights } from "./pack-weights.ts";
import { filesOf, tinyCheckpoint, tinyCheckpointFiles } from "./testing/tiny-checkpoint.ts";
import { writeSafetensors } from "./write-safetensors.ts";

async function packedTiny(isTied: boolean) {
  const { "config.json": config } = tinyCheckpointFiles({ isTied });
  return filesOf({
    "config.json": config as Uint8Array,
    "weights.safetensors": await packWeights(tinyCheckpoint({ isTied })),
  });
}

describe("packed weights", () => {
  test.each([true, false])(
    "[M30] compile to the same q4 graph and bytes as the checkpoint (tied: %s)",
    async (isTied) => {
      for (const device of ["wasm", "webgpu"] as const) {
        const fromCheckpoint = await compileDecoder(tinyCheckpoint({ isTied }), { device, dtype: "q4" });
        const fromPacked = await compileDecoder(await packedTiny(isTied), { device, dtype: "q4" });
        expect(fromPacked).toEqual(fromCheckpoint);
      }
    },
  );

  test("[M30] packing again what is packed changes nothing", async () => {
    const once = await packedTiny(true);
    expect(await packWeights(once)).toEqual(await once.read("weights.safetensors"));
  });

  test("[M30] a packing of a later version is unsupported, by name", async () => {
    const { "config.json": config } = tinyCheckpointFiles();
    const later = writeSafetensors([], { format: "selfsame-q3-7" });
    const files = filesOf({ "config.json": config as Uint8Array, "weights.safetensors": later });
    await expect(compileDecoder(files, { device: "wasm", dtype: "q4" })).rejects.toMatchObject({
      code: "model-unsupported",
      message: expect.stringContaining("selfsame-q3-7"),
    });
  });

  test("[M31] a tied embedding and head share their bytes on WebGPU", async () => {
    const tied = await compileDecoder(tinyCheckpoint({ vocabularySize: 2048 }), { device: "webgpu", dtype: "q4" });
    const untied = await compileDecoder(tinyCheckpoint({ vocabularySize: 2048, isTied: false }), {
      device: "webgpu",
      dtype: "q4",
    });
    expect(untied.weightBytes - tied.weightBytes).toBe((2048 * 64) / 2 + (2048 * 64 * 4) / 32);
  });
});

describe("the exported folder", () => {
  test("[M34] names the data files that the graph refers to, and keeps the checkpoint's settings", async () => {
    const folder = await exportOnnxFolder(tinyCheckpoint(), "q4");
    expect(Object.keys(folder).sort()).toEqual(
      ["config.json", "generation_config.json", "onnx/model_q4.onnx", "onnx/model_q4.onnx_data"].sort(),
    );
    const text = (name: string) => new TextDecoder().decode(folder[name]);
    expect(text("onnx/model_q4.onnx")).toContain("model_q4.onnx_data");
    expect(JSON.parse(text("config.json"))).toMatchObject({
      model_type: "llama",
      "transformers.js_config": { use_external_data_format: { "model_q4.onnx": 1 } },
    });
    expect(JSON.parse(text("generation_config.json"))).toEqual({ bos_token_id: 1, eos_token_id: 0 });
  });
});
