import { compileDecoder } from "../../model/compile-decoder.ts";
import type { CheckpointFiles, CompiledModel, Device, WeightDtype } from "../../model/compiled-model.ts";
import type { LoadProgress, LoadRequest } from "../engine.ts";
import { EngineError } from "../errors.ts";
import type { Decoder } from "./decoder.ts";
import { findAdapter, openGpuDevice } from "./gpu-device.ts";
import { createGrowingCacheDecoder } from "./growing-cache-decoder.ts";
import { answerDistance, knownAnswerBound, takeKnownAnswer, type KnownAnswer } from "./known-answer.ts";
import { loadOnnxRuntime } from "./onnx-runtime.ts";
import { createStaticCacheDecoder } from "./static-cache-decoder.ts";

/** What the compiled model says of itself, without its weights. */
export type CompiledFacts = Pick<CompiledModel, "name" | "dtype" | "parameters" | "weightBytes">;

export interface OpenedDecoder {
  readonly decoder: Decoder;
  readonly facts: CompiledFacts;
  readonly downgrades: readonly string[];
}

interface Opening {
  readonly files: CheckpointFiles;
  readonly runtimeUrl: string | undefined;
  readonly signal: AbortSignal;
  readonly report: (phase: LoadProgress["phase"], doneBytes: number, totalBytes: number | null) => void;
}

type Candidate = Pick<OpenedDecoder, "decoder" | "facts">;

/** Compiles the model for the device asked for, or for the best one that passes its test, and opens it there. */
export async function openDecoder(request: LoadRequest, opening: Opening): Promise<OpenedDecoder> {
  if (request.device === "wasm") return { ...(await openOnWasm(opening)), downgrades: [] };
  const search = await findAdapter();
  if (request.device === "webgpu") {
    if (search.adapter === null) throw new EngineError("device-unavailable", `${search.reason}.`);
    return openVerified(search.adapter, opening);
  }
  if (search.adapter === null) return onWasmBecause(`${search.reason}, so the processor is used.`, opening);
  if (search.isSoftware) {
    return onWasmBecause(
      "The graphics adapter here is a slow imitation in software, so the processor is used.",
      opening,
    );
  }
  return openFaster(search.adapter, opening);
}

async function onWasmBecause(reason: string, opening: Opening): Promise<OpenedDecoder> {
  return { ...(await openOnWasm(opening)), downgrades: [reason] };
}

/** On WebGPU, or not at all: its answers must be those of wasm with the same weights. */
async function openVerified(adapter: GPUAdapter, opening: Opening): Promise<OpenedDecoder> {
  const reference = await openOnWasm(opening, true);
  let expected: KnownAnswer;
  try {
    expected = await verify(reference.decoder, opening);
  } finally {
    await reference.decoder.dispose();
  }
  const candidate = await openOnWebGpu(adapter, opening);
  const distance = answerDistance((await verifyOrDispose(candidate.decoder, opening)).logits, expected.logits);
  if (distance <= knownAnswerBound) return { ...candidate, downgrades: [] };
  await candidate.decoder.dispose();
  throw new EngineError("device-wrong", `The graphics adapter computes wrongly: ${describeDistance(distance)}.`);
}

/** On WebGPU if it is right and faster, else on wasm. */
async function openFaster(adapter: GPUAdapter, opening: Opening): Promise<OpenedDecoder> {
  const wasm = await openOnWasm(opening, true);
  const expected = await verifyOrDispose(wasm.decoder, opening);
  let candidate: Candidate | undefined;
  let reason: string;
  try {
    candidate = await openOnWebGpu(adapter, opening);
    const answer = await verify(candidate.decoder, opening);
    const distance = answerDistance(answer.logits, expected.logits);
    if (distance <= knownAnswerBound && answer.stepMs <= expected.stepMs) {
      await wasm.decoder.dispose();
      return { ...candidate, downgrades: [] };
    }
    reason =
      distance > knownAnswerBound
        ? `The graphics adapter computes wrongly (${describeDistance(distance)}), so the processor is used.`
        : `The graphics adapter takes ${answer.stepMs.toFixed(1)} ms for a token and the processor ${expected.stepMs.toFixed(1)} ms, so the processor is used.`;
  } catch (error) {
    if (opening.signal.aborted) {
      await wasm.decoder.dispose();
      throw error;
    }
    const message = error instanceof Error ? error.message : String(error);
    reason = `The graphics adapter failed (${message}), so the processor is used.`;
  }
  await candidate?.decoder.dispose().catch(() => undefined);
  return { ...wasm, downgrades: [reason] };
}

function describeDistance(distance: number): string {
  return Number.isFinite(distance)
    ? `its results are off by ${(distance * 100).toFixed(1)} % of their range`
    : "some of its results are no numbers";
}

async function verify(decoder: Decoder, { signal, report }: Opening): Promise<KnownAnswer> {
  signal.throwIfAborted();
  report("verify", 0, null);
  return takeKnownAnswer(decoder, signal);
}

async function verifyOrDispose(decoder: Decoder, opening: Opening): Promise<KnownAnswer> {
  try {
    return await verify(decoder, opening);
  } catch (error) {
    await decoder.dispose().catch(() => undefined);
    throw error;
  }
}

/** With `forWebGpu` in the build that can run WebGPU as well, to compare the two. */
async function openOnWasm(opening: Opening, forWebGpu = false): Promise<Candidate> {
  const runtime = await loadOnnxRuntime(forWebGpu, opening.runtimeUrl);
  const compiled = await compile("wasm", "fp32", opening);
  const session = await runtime.InferenceSession.create(compiled.graph, {
    executionProviders: ["wasm"],
    externalData: compiled.externalData,
    graphOptimizationLevel: "all",
    freeDimensionOverrides: { batch_size: 1 },
  });
  return { decoder: createGrowingCacheDecoder(runtime, session, compiled.shape), facts: factsOf(compiled) };
}

async function openOnWebGpu(adapter: GPUAdapter, opening: Opening): Promise<Candidate> {
  const runtime = await loadOnnxRuntime(true, opening.runtimeUrl);
  const compiled = await compile("webgpu", "q4", opening);
  const device = await openGpuDevice(adapter);
  try {
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
