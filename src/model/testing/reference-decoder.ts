import type { DecoderConfig } from "../decoder-config.ts";

/** The weights by their Hugging Face names, matrices row-major `[outputs, inputs]`. */
export type ReferenceWeights = ReadonlyMap<string, Float32Array>;

/**
 * Logits `[tokens.length][vocabularySize]` of a Llama decoder, written as the textbook has it: no graph, no cache, no
 * runtime. What the compiled graphs are held against.
 */
export function referenceLogits(
  config: DecoderConfig,
  weights: ReferenceWeights,
  tokens: readonly number[],
): Float32Array[] {
  const weight = (name: string): Float32Array => {
    const found = weights.get(name);
    if (!found) throw new RangeError(`no weight "${name}"`);
    return found;
  };
  const { hiddenSize, headDim, heads, kvHeads, normEpsilon } = config;
  const embedding = weight("model.embed_tokens.weight");
  let stream: Float32Array[] = tokens.map((token) => embedding.slice(token * hiddenSize, (token + 1) * hiddenSize));
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    const attentionInput = stream.map((x) => norm(x, weight(`${prefix}.input_layernorm.weight`), normEpsilon));
    const project = (name: string) => attentionInput.map((x) => times(weight(`${prefix}.self_attn.${name}.weight`), x));
    const queries = project("q_proj").map((x, position) => rotate(x, position, config));
    const keys = project("k_proj").map((x, position) => rotate(x, position, config));
    const values = project("v_proj");
    stream = stream.map((x, position) => {
      const mixed = new Float32Array(heads * headDim);
      for (let head = 0; head < heads; head++) {
        const group = Math.floor(head / (heads / kvHeads));
        const query = (queries[position] as Float32Array).subarray(head * headDim, (head + 1) * headDim);
        const shares = softmax(
          keys.slice(0, position + 1).map((key) => dot(query, key, group * headDim) / Math.sqrt(headDim)),
        );
        for (const [at, share] of shares.entries()) {
          const value = values[at] as Float32Array;
          for (let i = 0; i < headDim; i++)
            mixed[head * headDim + i]! += share * (value[group * headDim + i] as number);
        }
      }
      return plus(x, times(weight(`${prefix}.self_attn.o_proj.weight`), mixed));
    });
    stream = stream.map((x) => {
      const h = norm(x, weight(`${prefix}.post_attention_layernorm.weight`), normEpsilon);
      const gate = times(weight(`${prefix}.mlp.gate_proj.weight`), h);
      const up = times(weight(`${prefix}.mlp.up_proj.weight`), h);
      const gated = gate.map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] as number));
      return plus(x, times(weight(`${prefix}.mlp.down_proj.weight`), gated));
    });
  }
  const head = config.isTied ? embedding : weight("lm_head.weight");
  return stream.map((x) => times(head, norm(x, weight("model.norm.weight"), normEpsilon)));
}

function dot(a: Float32Array, b: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[offset + i] as number);
  return sum;
}

function times(matrix: Float32Array, x: Float32Array): Float32Array {
  const out = new Float32Array(matrix.length / x.length);
  for (let row = 0; row < out.length; row++) out[row] = dot(x, matrix, row * x.length);
  return out;
}

function plus(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((x, i) => x + (b[i] as number));
}

function norm(x: Float32Array, gain: Float32Array, epsilon: number): Float32Array {
  const scale = 1 / Math.sqrt(dot(x, x, 0) / x.length + epsilon);
  return x.map((value, i) => value * scale * (gain[i] as number));
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Half-split rotary positions: element i of a head turns together with element i + headDim / 2. */
function rotate(x: Float32Array, position: number, { headDim, ropeTheta }: DecoderConfig): Float32Array {
  const half = headDim / 2;
  const turned = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += headDim) {
    for (let i = 0; i < half; i++) {
      const angle = position / ropeTheta ** ((2 * i) / headDim);
      const a = x[start + i] as number;
      const b = x[start + half + i] as number;
      turned[start + i] = a * Math.cos(angle) - b * Math.sin(angle);
      turned[start + half + i] = b * Math.cos(angle) + a * Math.sin(angle);
    }
  }
  return turned;
}
