import { z } from "zod";

import { ModelError } from "./errors.ts";

/** What a graph is built from: a checkpoint's `config.json`, checked, with the defaults of its family filled in. */
export interface DecoderConfig {
  readonly architecture: string;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly contextTokens: number;
  readonly normEpsilon: number;
  readonly ropeTheta: number;
  /** Whether the output head is the embedding. */
  readonly isTied: boolean;
  readonly bosTokenId: number | null;
  readonly eosTokenIds: readonly number[];
}

/** `model_type`s that can be compiled. */
export const supportedModelTypes = ["llama"] as const;

const size = z
  .int()
  .positive()
  .max(2 ** 24);
/** No decoder known is deeper; a config that claims more would build a graph without end. */
const layerCount = z.int().positive().max(512);
/*
 * [Note: longest context] The rotary tables are as long as the context, and a cache of more tokens than this fits no tab. A
 * model that was trained for more is run with this much; nothing else of it depends on the number.
 */
const longestContext = 32_768;
const tokenId = z.int().nonnegative();

const llamaConfig = z.object({
  architectures: z.array(z.string()).nullish(),
  num_hidden_layers: layerCount,
  hidden_size: size,
  intermediate_size: size,
  num_attention_heads: size,
  num_key_value_heads: size.nullish(),
  head_dim: size.nullish(),
  vocab_size: size,
  max_position_embeddings: size.default(2048),
  rms_norm_eps: z.number().positive().default(1e-6),
  rope_theta: z.number().positive().nullish(),
  tie_word_embeddings: z.boolean().default(false),
  bos_token_id: tokenId.nullish(),
  eos_token_id: z.union([tokenId, z.array(tokenId)]).nullish(),
  // Read only to refuse what is not built.
  hidden_act: z.string().default("silu"),
  attention_bias: z.boolean().default(false),
  mlp_bias: z.boolean().default(false),
  rope_scaling: z.record(z.string(), z.unknown()).nullish(),
  rope_parameters: z.record(z.string(), z.unknown()).nullish(),
  quantization_config: z.unknown().optional(),
});

/** Parses the text of a `config.json`; throws `ModelError`, which names what is not supported and what is. */
export function parseDecoderConfig(text: string): DecoderConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelError("model-damaged", "config.json is not JSON.", { cause });
  }
  const modelType = z.object({ model_type: z.string() }).safeParse(json);
  if (!modelType.success) throw new ModelError("model-damaged", "config.json names no model_type.");
  const name = modelType.data.model_type;
  if (!(supportedModelTypes as readonly string[]).includes(name)) {
    throw unsupported(`models of the type "${name}"`, `the types ${supportedModelTypes.join(", ")}`);
  }
  const parsed = llamaConfig.safeParse(json);
  if (!parsed.success) {
    throw new ModelError("model-damaged", `config.json cannot be used: ${z.prettifyError(parsed.error)}`);
  }
  return fromLlama(parsed.data);
}

function fromLlama(config: z.infer<typeof llamaConfig>): DecoderConfig {
  if ((config.quantization_config ?? null) !== null) {
    throw unsupported("checkpoints that are already quantised (quantization_config)", "F32, F16 and BF16 checkpoints");
  }
  if (config.hidden_act !== "silu") throw unsupported(`the activation "${config.hidden_act}"`, `"silu"`);
  if (config.attention_bias) throw unsupported("attention_bias", "Llama models without biases");
  if (config.mlp_bias) throw unsupported("mlp_bias", "Llama models without biases");
  // transformers 5 writes rope_parameters where 4 wrote rope_theta and rope_scaling.
  const rope = config.rope_parameters ?? config.rope_scaling;
  const ropeType = rope?.rope_type ?? rope?.type ?? "default";
  if (rope && ropeType !== "default") {
    throw unsupported(`rotary positions scaled by ${JSON.stringify(ropeType)}`, "unscaled rotary positions");
  }
  const ropeTheta = z
    .number()
    .positive()
    .safeParse(config.rope_parameters?.rope_theta ?? config.rope_theta ?? 10_000);
  if (!ropeTheta.success) throw new ModelError("model-damaged", "config.json has a rope_theta that is no number.");
  const heads = config.num_attention_heads;
  const kvHeads = config.num_key_value_heads ?? heads;
  const headDim = config.head_dim ?? config.hidden_size / heads;
  if (heads % kvHeads !== 0 || !Number.isInteger(headDim) || headDim % 2 !== 0) {
    throw new ModelError(
      "model-damaged",
      `config.json does not add up: ${heads} heads over ${kvHeads} key-value heads of size ${headDim}.`,
    );
  }
  const eos = config.eos_token_id ?? [];
  return {
    architecture: config.architectures?.[0] ?? "LlamaForCausalLM",
    layers: config.num_hidden_layers,
    hiddenSize: config.hidden_size,
    feedForwardSize: config.intermediate_size,
    heads,
    kvHeads,
    headDim,
    vocabularySize: config.vocab_size,
    contextTokens: Math.min(config.max_position_embeddings, longestContext),
    normEpsilon: config.rms_norm_eps,
    ropeTheta: ropeTheta.data,
    isTied: config.tie_word_embeddings,
    bosTokenId: config.bos_token_id ?? null,
    eosTokenIds: Array.isArray(eos) ? eos : [eos],
  };
}

function unsupported(what: string, instead: string): ModelError {
  return new ModelError("model-unsupported", `This program cannot run ${what}; it runs ${instead}.`);
}
