import { chooseDtype } from "../../model/choose-dtype.ts";
import { compileDecoder, readConfig } from "../../model/compile-decoder.ts";
import type { CheckpointFiles, CompiledModel, Device, WeightDtype } from "../../model/compiled-model.ts";
import { countParameters } from "../../model/decoder-tensors.ts";
import type { LoadProgress, LoadRequest } from "../engine.ts";
import { EngineError } from "../errors.ts";
import { breathe } from "./breathe.ts";
import type { Decoder } from "./decoder.ts";
import { findAdapter, openGpuDevice } from "./gpu-device.ts";
import { createGrowingCacheDecoder } from "./growing-cache-decoder.ts";
import { answerDistance, knownAnswerBound, takeKnownAnswer, type KnownAnswer } from "./known-answer.ts";
import { loadOnnxRuntime, type OnnxRuntime } from "./onnx-runtime.ts";
import { createStaticCacheDecoder } from "./static-cache-decoder.ts";

/** What the compiled model says of itself, without its weights. */
export type CompiledFacts = Pick<CompiledModel, "name" | "dtype" | "parameters" | "weightBytes">;

export interface OpenedDecoder {
  readonly decoder: Decoder;
  readonly facts: CompiledFacts;
  readonly downgrades: readonly string[];
}

/** Where adapters and devices come from; tests put others in. */
export interface GpuSource {
  readonly findAdapter: typeof findAdapter;
  readonly openGpuDevice: typeof openGpuDevice;
}

interface Opening {
  readonly files: CheckpointFiles;
  readonly runtimeUrl: string | undefined;
  readonly signal: AbortSignal;
  readonly report: (phase: LoadProgress["phase"], doneBytes: number, totalBytes: number | null) => void;
}

type Candidate = Pick<OpenedDecoder, "decoder" | "facts">;

/** Compiles the model for the device asked for, or for the best one that passes its test, and opens it there. */
export async function openDecoder(
  device: LoadRequest["device"],
  opening: Opening,
  gpu: GpuSource = { findAdapter, openGpuDevice },
): Promise<OpenedDecoder> {
  if (device === "wasm") return { ...(await openOnWasm(opening)), downgrades: [] };
  const search = await gpu.findAdapter();
  const openOnGpu = async (adapter: GPUAdapter): Promise<Candidate> =>
    openOnWebGpu(await gpu.openGpuDevice(adapter), opening);
  if (device === "webgpu") {
    if (search.adapter === null) throw new EngineError("device-unavailable", `${search.reason}.`);
    return openVerified(() => openOnGpu(search.adapter), opening);
  }
  if (search.adapter === null) return onWasmBecause(`${search.reason}, so the processor is used.`, opening);
  if (search.isSoftware) {
    return onWasmBecause(
      "The graphics adapter here is a slow imitation in software, so the processor is used.",
      opening,
    );
  }
  return openFaster(() => openOnGpu(search.adapter), opening);
}

async function onWasmBecause(reason: string, opening: Opening): Promise<OpenedDecoder> {
  return { ...(await openOnWasm(opening)), downgrades: [reason] };
}

/** On WebGPU, or not at all. */
async function openVerified(openOnGpu: () => Promise<Candidate>, opening: Opening): Promise<OpenedDecoder> {
  const expected = await takeReference(opening);
  const candidate = await openOnGpu();
  const { logits } = await verify(candidate.decoder, opening);
  const distance = answerDistance(logits, expected.logits);
  if (distance <= knownAnswerBound) return { ...candidate, downgrades: [] };
  await candidate.decoder.dispose();
  throw new EngineError("device-wrong", `The graphics adapter computes wrongly: ${describeDistance(distance)}.`);
}

/** On WebGPU if it is right and faster than wasm is, else on wasm. */
async function openFaster(openOnGpu: () => Promise<Candidate>, opening: Opening): Promise<OpenedDecoder> {
  let candidate: Candidate;
  let answer: KnownAnswer;
  try {
    const expected = await takeReference(opening);
    candidate = await openOnGpu();
    answer = await verify(candidate.decoder, opening);
    const distance = answerDistance(answer.logits, expected.logits);
    if (distance > knownAnswerBound) {
      await candidate.decoder.dispose();
      const off = describeDistance(distance);
      return await onWasmBecause(`The graphics adapter computes wrongly (${off}), so the processor is used.`, opening);
    }
  } catch (error) {
    opening.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return onWasmBecause(`The graphics adapter failed (${message}), so the processor is used.`, opening);
  }
  const wasm = await openOnWasm(opening, true).catch(() => undefined);
  if (wasm === undefined) return { ...candidate, downgrades: [] };
  const { stepMs } = await verify(wasm.decoder, opening);
  const [taken, left] = answer.stepMs <= stepMs ? [candidate, wasm] : [wasm, candidate];
  await left.decoder.dispose();
  if (taken === candidate) return { ...candidate, downgrades: [] };
  const times = `${answer.stepMs.toFixed(1)} ms for a token and the processor ${stepMs.toFixed(1)} ms`;
  return { ...wasm, downgrades: [`The graphics adapter takes ${times}, so the processor is used.`] };
}

/** The answer that WebGPU must give: that of the same 4-bit weights on wasm. */
async function takeReference(opening: Opening): Promise<KnownAnswer> {
  const runtime = await loadOnnxRuntime(true, opening.runtimeUrl);
  const { decoder } = await openCompiledOnWasm(runtime, await compile("wasm", "q4", opening));
  try {
    return await verify(decoder, opening);
  } finally {
    await decoder.dispose();
  }
}

function describeDistance(distance: number): string {
  return Number.isFinite(distance)
    ? `its results are off by ${(distance * 100).toFixed(1)} % of their range`
    : "some of its results are no numbers";
}

/** A decoder that fails at it is disposed of. */
async function verify(decoder: Decoder, { signal, report }: Opening): Promise<KnownAnswer> {
  try {
    report("verify", 0, null);
    return await takeKnownAnswer(decoder, signal);
  } catch (error) {
    await decoder.dispose().catch(() => undefined);
    throw error;
  }
}

/** With `forWebGpu` in the build that can run WebGPU as well, to compare the two. */
async function openOnWasm(opening: Opening, forWebGpu = false): Promise<Candidate> {
  const runtime = await loadOnnxRuntime(forWebGpu, opening.runtimeUrl);
  const dtype = chooseDtype("wasm", countParameters(await readConfig(opening.files)));
  return openCompiledOnWasm(runtime, await compile("wasm", dtype, opening));
}

async function openCompiledOnWasm(runtime: OnnxRuntime, compiled: CompiledModel): Promise<Candidate> {
  const session = await runtime.InferenceSession.create(compiled.graph, {
    executionProviders: ["wasm"],
    externalData: compiled.externalData,
    graphOptimizationLevel: "all",
    freeDimensionOverrides: { batch_size: 1 },
  });
  return { decoder: createGrowingCacheDecoder(runtime, session, compiled.shape), facts: factsOf(compiled) };
}

async function openOnWebGpu(device: GPUDevice, opening: Opening): Promise<Candidate> {
  try {
    const runtime = await loadOnnxRuntime(true, opening.runtimeUrl);
    const compiled = await compile("webgpu", "q4", opening);
    const session = await runtime.InferenceSession.create(compiled.graph, {
      executionProviders: [{ name: "webgpu", device }],
      externalData: compiled.externalData,
      graphOptimizationLevel: "all",
      freeDimensionOverrides: { batch_size: 1 },
    });
    return { decoder: createStaticCacheDecoder(runtime, session, device, compiled.shape), facts: factsOf(compiled) };
  } catch (error) {
    device.destroy();
    throw error;
  }
}

async function compile(device: Device, dtype: WeightDtype, opening: Opening): Promise<CompiledModel> {
  await breathe();
  opening.signal.throwIfAborted();
  return compileDecoder(
    opening.files,
    { device, dtype },
    { signal: opening.signal, onProgress: (done, total) => opening.report("compile", done, total) },
  );
}

function factsOf({ name, dtype, parameters, weightBytes }: CompiledModel): CompiledFacts {
  return { name, dtype, parameters, weightBytes };
}
