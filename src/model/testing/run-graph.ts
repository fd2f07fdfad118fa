import type { CompiledModel } from "../compiled-model.ts";

/** A tensor of the runtime, as far as is needed here. */
interface RuntimeTensor {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** onnxruntime-web, given by the test: this folder must not know it. */
export interface Runtime<T extends RuntimeTensor = RuntimeTensor> {
  readonly Tensor: new (type: "int64" | "float32", data: BigInt64Array | Float32Array, dims: number[]) => T;
  readonly InferenceSession: {
    create(
      graph: Uint8Array,
      options: {
        executionProviders: ("wasm" | "webgpu")[];
        externalData: { path: string; data: Uint8Array }[];
        logSeverityLevel: 3;
      },
    ): Promise<{
      run(feeds: Record<string, T>): Promise<Readonly<Record<string, T>>>;
      release(): Promise<void>;
    }>;
  };
}

/** A loaded graph with a growing cache. */
export interface GraphRun {
  /** Appends tokens and gives the logits `[kept][vocabularySize]` of the last `keep` of them; 0 keeps all. */
  append(tokens: readonly number[], keep?: number): Promise<Float32Array[]>;
  release(): Promise<void>;
}

/** Loads a compiled decoder on its device; the cache is fed back as it grows. */
export async function runGraph<T extends RuntimeTensor>(ort: Runtime<T>, compiled: CompiledModel): Promise<GraphRun> {
  const session = await ort.InferenceSession.create(compiled.graph, {
    executionProviders: [compiled.device],
    externalData: compiled.externalData.map(({ path, data }) => ({ path, data })),
    logSeverityLevel: 3, // errors only; the runtime warns of every small node that it leaves on the CPU
  });
  const { layers, kvHeads, headDim, vocabularySize } = compiled.shape;
  let cache: Record<string, T> = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ["key", "value"]) {
      cache[`past_key_values.${layer}.${part}`] = new ort.Tensor("float32", new Float32Array(0), [
        1,
        kvHeads,
        0,
        headDim,
      ]);
    }
  }
  let length = 0;
  return {
    async append(tokens, keep = 0) {
      length += tokens.length;
      const outputs = await session.run({
        ...cache,
        input_ids: new ort.Tensor("int64", BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
        attention_mask: new ort.Tensor("int64", new BigInt64Array(length).fill(1n), [1, length]),
        num_logits_to_keep: new ort.Tensor("int64", BigInt64Array.of(BigInt(keep)), []),
      });
      cache = Object.fromEntries(
        Object.keys(cache).map((name) => [name, outputs[name.replace("past_key_values", "present")] as T]),
      );
      const logits = outputs["logits"]?.data as Float32Array;
      const kept = logits.length / vocabularySize;
      return Array.from({ length: kept }, (_, at) => logits.slice(at * vocabularySize, (at + 1) * vocabularySize));
    },
    release: () => session.release(),
  };
}

/** The index of the largest number. */
export function best(logits: Float32Array): number {
  let at = 0;
  for (let i = 1; i < logits.length; i++) if ((logits[i] as number) > (logits[at] as number)) at = i;
  return at;
}

/** The largest difference between two lists of logits. */
export function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let largest = 0;
  for (const [at, row] of a.entries()) {
    for (const [i, logit] of row.entries()) largest = Math.max(largest, Math.abs(logit - (b[at]?.[i] ?? Infinity)));
  }
  return a.length === b.length ? largest : Infinity;
}

/** Kullback–Leibler divergence in bits from the distribution of the first logits to that of the second. */
export function divergenceBits(truth: Float32Array, model: Float32Array): number {
  const [p, q] = [logShares(truth), logShares(model)];
  return p.reduce((sum, logShare, i) => sum + Math.exp(logShare) * (logShare - (q[i] as number)), 0) / Math.LN2;
}

function logShares(logits: Float32Array): number[] {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const logSum = largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
  return Array.from(logits, (logit) => logit - logSum);
}
