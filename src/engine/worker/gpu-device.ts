import { EngineError } from "../errors.ts";

/** An adapter that may be used, or why there is none, in plain words. */
export type AdapterSearch =
  | { readonly adapter: GPUAdapter; readonly isSoftware: boolean }
  | { readonly adapter: null; readonly reason: string };

/** Looks for a WebGPU adapter. */
export async function findAdapter(): Promise<AdapterSearch> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu as GPU | undefined;
  if (gpu === undefined) return { adapter: null, reason: "WebGPU is not offered here" };
  let adapter: GPUAdapter | null = null;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  } catch {
    // A refusal and a lack come to the same.
  }
  if (adapter === null) return { adapter: null, reason: "WebGPU is there, but has no graphics adapter to run on" };
  return { adapter, isSoftware: isSoftware(adapter) };
}

/** Whether the adapter computes on the processor: right, but many times slower than wasm. */
function isSoftware(adapter: GPUAdapter): boolean {
  const { info } = adapter;
  const words = [info.vendor, info.architecture, info.device, info.description].join(" ").toLowerCase();
  const isFallback = (info as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return isFallback || /swiftshader|llvmpipe|lavapipe|basic render|\bwarp\b/.test(words);
}

/** What the runtime's kernels make use of where it is there. */
const wantedFeatures = ["shader-f16", "subgroups"] as const;

/*
 * [Note: small subgroups] The runtime's attention for prompts of 32 tokens and more shares rows within a subgroup and is
 * wrong from the fifth row on where a subgroup has 4 lanes (SwiftShader; logits off by a third of their range, no error).
 * Without the feature it takes another way, which is right. The known-answer test has a prompt that long for that reason.
 */
const leastSubgroupSize = 8;

function isUsable(adapter: GPUAdapter, feature: (typeof wantedFeatures)[number]): boolean {
  if (!adapter.features.has(feature)) return false;
  return feature !== "subgroups" || (adapter.info.subgroupMinSize ?? 0) >= leastSubgroupSize;
}
const wantedLimits = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxStorageBuffersPerShaderStage",
  "maxBindGroups",
] as const;

/** Opens a device of its own for one model, so that a model loaded after a loss gets a fresh one. */
export async function openGpuDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits: Record<string, number> = {};
  for (const name of wantedLimits) requiredLimits[name] = adapter.limits[name];
  try {
    return await adapter.requestDevice({
      requiredFeatures: wantedFeatures.filter((name) => isUsable(adapter, name)),
      requiredLimits,
    });
  } catch (cause) {
    throw new EngineError("device-unavailable", "The graphics adapter gave no device.", { cause });
  }
}
