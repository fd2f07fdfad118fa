import type { BlockContext, Float } from "./block-context.ts";

interface NormSpec {
  /** Of the weight in the checkpoint, `[size]`. */
  readonly name: string;
  readonly size: number;
  readonly epsilon: number;
}

function gain({ builder, weights }: BlockContext, { name, size }: NormSpec): Float {
  return builder.weight(name, "float32", [size], {
    name,
    bytes: size * 4,
    produce: () => weights.vector(name, size),
  });
}

/** Root-mean-square norm over the last axis. */
export function rmsNorm(context: BlockContext, path: string, x: Float, spec: NormSpec): Float {
  return context.builder.node(`${path}/RmsNorm`, "SimplifiedLayerNormalization", [x, gain(context, spec)], "float32", {
    attributes: { axis: -1, epsilon: { float: spec.epsilon }, stash_type: 1 },
  });
}

/** Adds a block's output to the residual stream and norms the sum, in one kernel. */
export function addAndRmsNorm(
  context: BlockContext,
  path: string,
  x: Float,
  residual: Float,
  spec: NormSpec,
): { readonly normed: Float; readonly residual: Float } {
  const normed = { name: `${path}/normed`, type: "float32" } as const;
  const sum = { name: `${path}/residual`, type: "float32" } as const;
  context.builder.nodeWithOutputs(
    `${path}/AddAndRmsNorm`,
    "SkipSimplifiedLayerNormalization",
    [residual, x, gain(context, spec)],
    [normed, null, null, sum],
    { domain: "com.microsoft", attributes: { epsilon: { float: spec.epsilon } } },
  );
  return { normed, residual: sum };
}
