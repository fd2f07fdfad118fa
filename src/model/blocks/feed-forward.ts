import type { BlockContext, Float } from "./block-context.ts";
import { linear } from "./linear.ts";

export interface FeedForwardSpec {
  readonly layer: number;
  /** Of the weights in the checkpoint: `PREFIX.gate_proj.weight` and so on. */
  readonly prefix: string;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
}

/** The gated feed-forward block `down(silu(gate(x)) · up(x))`. */
export function feedForward(context: BlockContext, normed: Float, spec: FeedForwardSpec): Float {
  const { builder } = context;
  const { layer, prefix, hiddenSize, feedForwardSize } = spec;
  const path = `/layers.${layer}/feed_forward`;
  const [gate, up] = linear(context, `${path}/in`, normed, [
    { name: `${prefix}.gate_proj.weight`, rows: feedForwardSize, columns: hiddenSize },
    { name: `${prefix}.up_proj.weight`, rows: feedForwardSize, columns: hiddenSize },
  ]) as [Float, Float];
  const sigmoid = builder.node(`${path}/Sigmoid`, "Sigmoid", [gate], "float32");
  const silu = builder.node(`${path}/silu`, "Mul", [gate, sigmoid], "float32");
  const gated = builder.node(`${path}/gated`, "Mul", [silu, up], "float32");
  const [output] = linear(context, `${path}/out`, gated, [
    { name: `${prefix}.down_proj.weight`, rows: hiddenSize, columns: feedForwardSize },
  ]) as [Float];
  return output;
}
