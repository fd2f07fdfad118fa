import { describe, expect, test } from "vitest";

import type { LoadRequest } from "../engine.ts";
import { filesOf } from "../../model/testing/tiny-checkpoint.ts";
import { tinyModelFiles } from "../testing/tiny-model.ts";
import { findAdapter, openGpuDevice } from "./gpu-device.ts";
import { openDecoder, type GpuSource, type OpenedDecoder } from "./open-decoder.ts";

/** The software adapter that is here, passed off as one of hardware. */
const disguised: GpuSource = {
  openGpuDevice,
  findAdapter: async () => {
    const search = await findAdapter();
    return search.adapter === null ? search : { adapter: search.adapter, isSoftware: false };
  },
};

/** With its subgroups of 4, for which the runtime's attention is wrong: see [Note: small subgroups]. */
const wrong: GpuSource = {
  ...disguised,
  openGpuDevice: (adapter) =>
    adapter.requestDevice({
      requiredFeatures: ["subgroups"],
      requiredLimits: { maxStorageBuffersPerShaderStage: adapter.limits.maxStorageBuffersPerShaderStage },
    }),
};

const failing: GpuSource = {
  ...disguised,
  openGpuDevice: async () => {
    throw new Error("out of luck");
  },
};

const absent: GpuSource = { ...disguised, findAdapter: async () => ({ adapter: null, reason: "There is none" }) };

function open(device: LoadRequest["device"], gpu: GpuSource): Promise<OpenedDecoder> {
  const files = filesOf(tinyModelFiles());
  const signal = new AbortController().signal;
  return openDecoder(device, { files, runtimeUrl: "/ort/", signal, report: () => undefined }, gpu);
}

describe("the choice of the device", () => {
  test.each([
    ["is right but slower", disguised, /takes [\d.]+ ms for a token and the processor [\d.]+ ms/],
    ["computes wrongly", wrong, /computes wrongly .*of their range/],
    ["fails", failing, /failed \(out of luck\)/],
    ["is not there", absent, /There is none, so the processor is used/],
  ])("[D1] auto takes wasm when the adapter %s, and says so", async (_, gpu, reason) => {
    const { decoder, facts, downgrades } = await open("auto", gpu);
    expect(decoder.device).toBe("wasm");
    expect(facts.dtype).toBe("fp32");
    expect(downgrades).toEqual([expect.stringMatching(reason)]);
    const logits = await decoder.createSlot().append([1, 2, 3], 1);
    expect(logits.every(Number.isFinite)).toBe(true);
    await decoder.dispose();
  });

  test("[D1] WebGPU by name must be there and right", async () => {
    await expect(open("webgpu", absent)).rejects.toMatchObject({ code: "device-unavailable" });
    await expect(open("webgpu", wrong)).rejects.toMatchObject({ code: "device-wrong" });
    const { decoder, facts, downgrades } = await open("webgpu", disguised);
    expect([decoder.device, facts.dtype, downgrades]).toEqual(["webgpu", "q4", []]);
    await decoder.dispose();
  });
});
