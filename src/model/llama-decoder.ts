import { attention } from "./blocks/attention.ts";
import type { BlockContext, MatrixName } from "./blocks/block-context.ts";
import { embedding } from "./blocks/embedding.ts";
import { feedForward } from "./blocks/feed-forward.ts";
import { linear } from "./blocks/linear.ts";
import { addAndRmsNorm, rmsNorm } from "./blocks/norm.ts";
import { positions } from "./blocks/positions.ts";
import type { Device, WeightDtype } from "./compiled-model.ts";
import type { DecoderConfig } from "./decoder-config.ts";
import type { DecoderWeights } from "./decoder-weights.ts";
import { GraphBuilder } from "./onnx/graph-builder.ts";
import type { Graph } from "./onnx/graph.ts";

/**
 * Writes a Llama-type decoder as a graph with the inputs and outputs that `CompiledModel` names. Nothing is read from the
 * weights yet: their bytes are made when the graph's storages are filled.
 */
export function llamaDecoder(
  config: DecoderConfig,
  weights: DecoderWeights,
  target: { readonly device: Device; readonly dtype: WeightDtype },
): Graph {
  const { hiddenSize, vocabularySize, normEpsilon: epsilon } = config;
  const builder = new GraphBuilder("decoder");
  const context: BlockContext = { builder, weights, ...target, q4Storages: new Map() };
  const inputIds = builder.input("input_ids", "int64", ["batch_size", "sequence_length"]);
  const attentionMask = builder.input("attention_mask", "int64", ["batch_size", "total_sequence_length"]);
  const keep = builder.input("num_logits_to_keep", "int64", []);
  const table: MatrixName = { name: "model.embed_tokens.weight", rows: vocabularySize, columns: hiddenSize };
  const where = positions(builder, inputIds, attentionMask, { ...config, theta: config.ropeTheta });

  let residual = embedding(context, inputIds, table);
  const layerNorm = (layer: number, name: string) => ({
    name: `model.layers.${layer}.${name}.weight`,
    size: hiddenSize,
    epsilon,
  });
  let normed = rmsNorm(context, "/layers.0/input", residual, layerNorm(0, "input_layernorm"));
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    const attended = attention(context, normed, where, { ...config, layer, prefix: `${prefix}.self_attn` });
    const middle = layerNorm(layer, "post_attention_layernorm");
    ({ normed, residual } = addAndRmsNorm(context, `/layers.${layer}/middle`, attended, residual, middle));
    const fed = feedForward(context, normed, { ...config, layer, prefix: `${prefix}.mlp` });
    const isLast = layer === config.layers - 1;
    const next = isLast
      ? { name: "model.norm.weight", size: hiddenSize, epsilon }
      : layerNorm(layer + 1, "input_layernorm");
    ({ normed, residual } = addAndRmsNorm(context, `/layers.${layer}/output`, fed, residual, next));
  }

  // Only the last `num_logits_to_keep` positions go through the head, which is the widest matrix; 0 keeps them all.
  const first = builder.node("/head/negated", "Neg", [keep], "int64");
  const zero = builder.constant("int64", [0]);
  const start = builder.node("/head/start", "Unsqueeze", [first, zero], "int64");
  const end = builder.constant("int64", [Number.MAX_SAFE_INTEGER]);
  const axis = builder.constant("int64", [1]);
  const kept = builder.node("/head/kept", "Slice", [normed, start, end, axis], "float32");
  const head: MatrixName = config.isTied ? table : { ...table, name: "lm_head.weight" };
  const [scores] = linear(context, "/head", kept, [head]);
  if (!scores) throw new RangeError("the head has no output");
  const logits = builder.node("logits", "Identity", [scores], "float32");
  builder.output(logits, ["batch_size", "kept_length", vocabularySize]);
  return builder.finish();
}
