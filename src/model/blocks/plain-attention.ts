import type { AttentionInputs, AttentionOutputs, AttentionSpec } from "./attention.ts";
import type { BlockContext, Float } from "./block-context.ts";
import type { Positions } from "./positions.ts";

/*
 * [Note: attention on the CPU] On one thread of wasm GroupQueryAttention's CPU kernel takes 20 ms a layer for 64 tokens after
 * 384 others (4 heads of 64), where two matrix products and a softmax take 2. So on wasm they are written
 * out. Queries of the heads that share a key head are laid below each other, so that each key head is one product.
 */

/** Causal attention in plain operators, for one sequence; gives `[batch, n, heads * headDim]` and the longer cache. */
export function plainAttention(
  { builder }: BlockContext,
  path: string,
  { query, key, value, past }: AttentionInputs,
  where: Positions,
  { layer, heads, kvHeads, headDim }: AttentionSpec,
): AttentionOutputs {
  const shared = heads / kvHeads;
  const rotate = (x: Float, count: number, name: string): Float =>
    builder.node(
      `${path}/${name}/rotated`,
      "RotaryEmbedding",
      [x, where.newPositions(), where.cosines, where.sines],
      "float32",
      { domain: "com.microsoft", attributes: { interleaved: 0, num_heads: count, rotary_embedding_dim: headDim } },
    );
  const reshape = (name: string, x: Float, shape: readonly number[]): Float =>
    builder.node(`${path}/${name}`, "Reshape", [x, builder.constant("int64", shape)], "float32");
  const transpose = (name: string, x: Float, perm: readonly number[]): Float =>
    builder.node(`${path}/${name}`, "Transpose", [x], "float32", { attributes: { perm } });
  const append = (name: "key" | "value", before: Float, x: Float): Float => {
    const split = reshape(`${name}/split`, x, [0, 0, kvHeads, headDim]);
    const present: Float = { name: `present.${layer}.${name}`, type: "float32" };
    const parts = [before, transpose(`${name}/by_head`, split, [0, 2, 1, 3])];
    builder.nodeWithOutputs(`${path}/${name}/present`, "Concat", parts, [present], { attributes: { axis: 2 } });
    return present;
  };
  const keys = append("key", past.key, rotate(key, kvHeads, "key"));
  const values = append("value", past.value, value);

  const split = reshape("query/split", rotate(query, heads, "query"), [0, 0, kvHeads, shared, headDim]);
  const below = reshape("query/below", transpose("query/by_head", split, [0, 2, 3, 1, 4]), [0, kvHeads, -1, headDim]);
  const scores = builder.node(`${path}/scores`, "FusedMatMul", [below, keys], "float32", {
    domain: "com.microsoft",
    attributes: { transB: 1, alpha: { float: headDim ** -0.5 } },
  });
  const mask = where.causalMask(shared);
  const masked = builder.node(`${path}/masked`, "Add", [scores, mask], "float32");
  const weights = builder.node(`${path}/weights`, "Softmax", [masked], "float32", { attributes: { axis: -1 } });
  const mixed = builder.node(`${path}/mixed`, "MatMul", [weights, values], "float32");
  const apart = transpose(
    "mixed/by_token",
    reshape("mixed/apart", mixed, [0, kvHeads, shared, -1, headDim]),
    [0, 3, 1, 2, 4],
  );
  return { attended: reshape("attended", apart, [0, 0, heads * headDim]), present: { key: keys, value: values } };
}
