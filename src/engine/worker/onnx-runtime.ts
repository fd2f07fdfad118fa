import type { Env, InferenceSession, TensorConstructor } from "onnxruntime-web";

import { EngineError } from "../errors.ts";

/** The part of an onnxruntime-web build that is used. */
export interface OnnxRuntime {
  readonly env: Env;
  readonly Tensor: TensorConstructor;
  readonly InferenceSession: {
    create(graph: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
}

/** Builds of onnxruntime-web; each file pair in the runtime folder is `ort-wasm-simd-threaded<suffix>.{mjs,wasm}`. */
const builds = {
  jspi: { suffix: ".jspi", load: () => import("onnxruntime-web/jspi") },
  asyncify: { suffix: ".asyncify", load: () => import("onnxruntime-web/webgpu") },
  plain: { suffix: "", load: () => import("onnxruntime-web/wasm") },
} as const;

const defaultRuntimeUrl = "/ort/";

/** Node has no `location`, and only the plain build knows how to find its files there. */
const isBrowser = typeof location !== "undefined";

/**
 * Loads the build that fits: JSPI where the browser has it (fastest on both devices), else asyncify for WebGPU, else the
 * plain one. Its wasm files come from `runtimeUrl` of this origin and nowhere else; one thread, so no worker is spawned.
 */
export async function loadOnnxRuntime(needsWebGpu: boolean, runtimeUrl: string | undefined): Promise<OnnxRuntime> {
  const build = chooseBuild(needsWebGpu);
  let runtime: OnnxRuntime;
  try {
    runtime = (await build.load()) as unknown as OnnxRuntime;
  } catch (cause) {
    throw new EngineError("device-unavailable", "The runtime's script could not be read.", { cause });
  }
  const { wasm } = runtime.env;
  wasm.numThreads = 1;
  runtime.env.logLevel = "error";
  if (isBrowser) {
    const folder = new URL(runtimeUrl ?? defaultRuntimeUrl, location.href);
    if (folder.origin !== location.origin) {
      throw new EngineError("bad-request", "The runtime's files must come from this origin.");
    }
    const base = folder.href.endsWith("/") ? folder.href : `${folder.href}/`;
    const stem = `${base}ort-wasm-simd-threaded${build.suffix}`;
    wasm.wasmPaths = { mjs: `${stem}.mjs`, wasm: `${stem}.wasm` };
    await checkPresence(`${stem}.mjs`);
  }
  return runtime;
}

function chooseBuild(needsWebGpu: boolean): (typeof builds)[keyof typeof builds] {
  if (!isBrowser) return builds.plain;
  if ("Suspending" in WebAssembly) return builds.jspi;
  return needsWebGpu ? builds.asyncify : builds.plain;
}

/** The runtime cannot be started a second time after a failure, so that its files are there is looked at before. */
async function checkPresence(url: string): Promise<void> {
  const response = await fetch(url).catch(() => undefined);
  const isPage = response?.headers.get("content-type")?.startsWith("text/html") === true;
  if (response?.ok !== true || isPage) {
    throw new EngineError("device-unavailable", `The runtime's files could not be read from ${url}.`);
  }
}
