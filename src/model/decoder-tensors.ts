import type { DecoderConfig } from "./decoder-config.ts";

/** One weight of a checkpoint: a vector `[size]` or a matrix `[outputs, inputs]`. */
export interface DecoderTensor {
  readonly name: string;
  readonly shape: readonly [number] | readonly [number, number];
}

/** Every weight that a Llama-type decoder reads, by its Hugging Face name, in the order of the layers. */
export function decoderTensors(config: DecoderConfig): DecoderTensor[] {
  const { hiddenSize, feedForwardSize, vocabularySize } = config;
  const querySize = config.heads * config.headDim;
  const keySize = config.kvHeads * config.headDim;
  const tensors: DecoderTensor[] = [{ name: "model.embed_tokens.weight", shape: [vocabularySize, hiddenSize] }];
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    tensors.push(
      { name: `${prefix}.input_layernorm.weight`, shape: [hiddenSize] },
      { name: `${prefix}.self_attn.q_proj.weight`, shape: [querySize, hiddenSize] },
      { name: `${prefix}.self_attn.k_proj.weight`, shape: [keySize, hiddenSize] },
      { name: `${prefix}.self_attn.v_proj.weight`, shape: [keySize, hiddenSize] },
      { name: `${prefix}.self_attn.o_proj.weight`, shape: [hiddenSize, querySize] },
      { name: `${prefix}.post_attention_layernorm.weight`, shape: [hiddenSize] },
      { name: `${prefix}.mlp.gate_proj.weight`, shape: [feedForwardSize, hiddenSize] },
      { name: `${prefix}.mlp.up_proj.weight`, shape: [feedForwardSize, hiddenSize] },
      { name: `${prefix}.mlp.down_proj.weight`, shape: [hiddenSize, feedForwardSize] },
    );
  }
  tensors.push({ name: "model.norm.weight", shape: [hiddenSize] });
  if (!config.isTied) tensors.push({ name: "lm_head.weight", shape: [vocabularySize, hiddenSize] });
  return tensors;
}

/** Numbers in all weights together; a tied head counts once. */
export function countParameters(config: DecoderConfig): number {
  return decoderTensors(config).reduce((sum, { shape }) => sum + shape[0] * (shape[1] ?? 1), 0);
}
