import type { BlockContext, Float } from "./block-context.ts";
import { linear } from "./linear.ts";
import { plainAttention } from "./plain-attention.ts";
import type { Positions } from "./positions.ts";

export interface AttentionSpec {
  readonly layer: number;
  /** Of the weights in the checkpoint: `PREFIX.q_proj.weight` and so on. */
  readonly prefix: string;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

export interface AttentionInputs {
  /** `[batch, n, heads * headDim]`; key and value `[batch, n, kvHeads * headDim]`; none of them rotated yet. */
  readonly query: Float;
  readonly key: Float;
  readonly value: Float;
  /** `[batch, kvHeads, past, headDim]`. */
  readonly past: { readonly key: Float; readonly value: Float };
}

export interface AttentionOutputs {
  /** `[batch, n, heads * headDim]`. */
  readonly attended: Float;
  /** The cache with the new tokens. */
  readonly present: { readonly key: Float; readonly value: Float };
}

/*
 * [Note: small heads] GroupQueryAttention rotates queries and keys itself, but only where the head size is a multiple of 16.
 * For other sizes they are rotated by a RotaryEmbedding each before they go in.
 */

/** Causal self-attention with grouped key-value heads, rotary positions and a cache; gives `[batch, n, hiddenSize]`. */
export function attention(context: BlockContext, normed: Float, where: Positions, spec: AttentionSpec): Float {
  const { builder } = context;
  const { layer, prefix, hiddenSize, heads, kvHeads, headDim } = spec;
  const path = `/layers.${layer}/attention`;
  const [query, key, value] = linear(context, `${path}/in`, normed, [
    { name: `${prefix}.q_proj.weight`, rows: heads * headDim, columns: hiddenSize },
    { name: `${prefix}.k_proj.weight`, rows: kvHeads * headDim, columns: hiddenSize },
    { name: `${prefix}.v_proj.weight`, rows: kvHeads * headDim, columns: hiddenSize },
  ]) as [Float, Float, Float];
  const cacheShape = (length: string) => ["batch_size", kvHeads, length, headDim];
  const pastShape = cacheShape("past_sequence_length");
  const pastKey = builder.input(`past_key_values.${layer}.key`, "float32", pastShape);
  const pastValue = builder.input(`past_key_values.${layer}.value`, "float32", pastShape);
  const inputs = { query, key, value, past: { key: pastKey, value: pastValue } };
  const attend = context.device === "wasm" ? plainAttention : groupedAttention;
  const { attended, present } = attend(context, path, inputs, where, spec);
  const presentShape = cacheShape("total_sequence_length");
  builder.output(present.key, presentShape);
  builder.output(present.value, presentShape);
  const [output] = linear(context, `${path}/out`, attended, [
    { name: `${prefix}.o_proj.weight`, rows: hiddenSize, columns: heads * headDim },
  ]) as [Float];
  return output;
}

/** All of it in one operator, which WebGPU has a fast kernel for. */
function groupedAttention(
  { builder }: BlockContext,
  path: string,
  { query, key, value, past }: AttentionInputs,
  where: Positions,
  { layer, heads, kvHeads, headDim }: AttentionSpec,
): AttentionOutputs {
  const isRotatedInside = headDim % 16 === 0;
  const rotate = (x: Float, count: number, name: string): Float =>
    isRotatedInside
      ? x
      : builder.node(
          `${path}/${name}/RotaryEmbedding`,
          "RotaryEmbedding",
          [x, where.newPositions(), where.cosines, where.sines],
          "float32",
          { domain: "com.microsoft", attributes: { interleaved: 0, num_heads: count, rotary_embedding_dim: headDim } },
        );

  const attended: Float = { name: `${path}/attended`, type: "float32" };
  const presentKey: Float = { name: `present.${layer}.key`, type: "float32" };
  const presentValue: Float = { name: `present.${layer}.value`, type: "float32" };
  builder.nodeWithOutputs(
    `${path}/GroupQueryAttention`,
    "GroupQueryAttention",
    [
      rotate(query, heads, "query"),
      rotate(key, kvHeads, "key"),
      value,
      past.key,
      past.value,
      where.lastIndex,
      where.totalLength,
      ...(isRotatedInside ? [where.cosines, where.sines] : []),
    ],
    [attended, presentKey, presentValue],
    {
      domain: "com.microsoft",
      attributes: {
        num_heads: heads,
        kv_num_heads: kvHeads,
        do_rotary: isRotatedInside ? 1 : 0,
        rotary_interleaved: 0,
        scale: { float: headDim ** -0.5 },
      },
    },
  );
  return { attended, present: { key: presentKey, value: presentValue } };
}
