import type { CheckpointFiles } from "../compiled-model.ts";
import { writeSafetensors, type NewTensor } from "../write-safetensors.ts";
import { seededRandom } from "./seeded-random.ts";

export interface TinySizes {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly contextTokens: number;
  readonly isTied: boolean;
  readonly seed: number;
}

export const tinySizes: TinySizes = {
  layers: 2,
  hiddenSize: 64,
  feedForwardSize: 96,
  heads: 4,
  kvHeads: 2,
  headDim: 16,
  vocabularySize: 300,
  contextTokens: 128,
  isTied: true,
  seed: 1,
};

/** The files of a random Llama checkpoint (`config.json`, `model.safetensors` in F32); the same sizes give the same bytes. */
export function tinyCheckpointFiles(changes: Partial<TinySizes> = {}): Record<string, Uint8Array<ArrayBuffer>> {
  const sizes = { ...tinySizes, ...changes };
  const { hiddenSize, feedForwardSize, heads, kvHeads, headDim, vocabularySize } = sizes;
  const random = seededRandom(sizes.seed);
  const tensors: NewTensor[] = [];
  const add = (name: string, shape: readonly number[], centre: number, spread: number): void => {
    const numbers = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let i = 0; i < numbers.length; i++) numbers[i] = centre + spread * (random() + random() + random() - 1.5);
    tensors.push({ name, elementType: "F32", shape, bytes: new Uint8Array(numbers.buffer) });
  };
  const spread = 2 / Math.sqrt(hiddenSize); // wide enough that the logits differ by more than rounding
  add("model.embed_tokens.weight", [vocabularySize, hiddenSize], 0, 1);
  for (let layer = 0; layer < sizes.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    add(`${prefix}.self_attn.q_proj.weight`, [heads * headDim, hiddenSize], 0, 2 * spread);
    add(`${prefix}.self_attn.k_proj.weight`, [kvHeads * headDim, hiddenSize], 0, 2 * spread);
    add(`${prefix}.self_attn.v_proj.weight`, [kvHeads * headDim, hiddenSize], 0, spread);
    add(`${prefix}.self_attn.o_proj.weight`, [hiddenSize, heads * headDim], 0, spread);
    add(`${prefix}.mlp.gate_proj.weight`, [feedForwardSize, hiddenSize], 0, spread);
    add(`${prefix}.mlp.up_proj.weight`, [feedForwardSize, hiddenSize], 0, spread);
    add(`${prefix}.mlp.down_proj.weight`, [hiddenSize, feedForwardSize], 0, spread);
    add(`${prefix}.input_layernorm.weight`, [hiddenSize], 1, 0.2);
    add(`${prefix}.post_attention_layernorm.weight`, [hiddenSize], 1, 0.2);
  }
  add("model.norm.weight", [hiddenSize], 1, 0.2);
  if (!sizes.isTied) add("lm_head.weight", [vocabularySize, hiddenSize], 0, 1);
  return {
    "config.json": new TextEncoder().encode(JSON.stringify(tinyConfig(sizes), null, 2)),
    "model.safetensors": writeSafetensors(tensors, { format: "pt" }),
  };
}

/** The same, as files that `compileDecoder` reads. */
export function tinyCheckpoint(changes: Partial<TinySizes> = {}): CheckpointFiles {
  return filesOf(tinyCheckpointFiles(changes));
}

/** Files in memory as `CheckpointFiles`. */
export function filesOf(files: Readonly<Record<string, Uint8Array | Blob>>): CheckpointFiles {
  return {
    async read(name) {
      const file = files[name];
      if (!file) throw new Error(`no file ${name}`);
      return file;
    },
  };
}

function tinyConfig(sizes: TinySizes): Record<string, unknown> {
  return {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    num_hidden_layers: sizes.layers,
    hidden_size: sizes.hiddenSize,
    intermediate_size: sizes.feedForwardSize,
    num_attention_heads: sizes.heads,
    num_key_value_heads: sizes.kvHeads,
    head_dim: sizes.headDim,
    vocab_size: sizes.vocabularySize,
    max_position_embeddings: sizes.contextTokens,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    hidden_act: "silu",
    tie_word_embeddings: sizes.isTied,
    bos_token_id: 1,
    eos_token_id: 0,
  };
}
