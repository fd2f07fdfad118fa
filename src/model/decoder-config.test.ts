import { describe, expect, test } from "vitest";

import { chooseDtype } from "./choose-dtype.ts";
import { parseDecoderConfig } from "./decoder-config.ts";
import { countParameters } from "./decoder-tensors.ts";
import { tinyCheckpointFiles } from "./testing/tiny-checkpoint.ts";

const sound = JSON.parse(new TextDecoder().decode(tinyCheckpointFiles()["config.json"])) as Record<string, unknown>;

function parse(changes: Record<string, unknown>) {
  return parseDecoderConfig(JSON.stringify({ ...sound, ...changes }));
}

describe("config.json", () => {
  test("[M20] what a family leaves out gets the family's defaults", () => {
    const config = parseDecoderConfig(
      JSON.stringify({
        model_type: "llama",
        num_hidden_layers: 2,
        hidden_size: 64,
        intermediate_size: 96,
        num_attention_heads: 4,
        vocab_size: 300,
      }),
    );
    expect(config).toMatchObject({ kvHeads: 4, headDim: 16, ropeTheta: 10_000, isTied: false, normEpsilon: 1e-6 });
    expect(config).toMatchObject({ contextTokens: 2048, bosTokenId: null, eosTokenIds: [] });
  });

  test("[M20] one end token or several, rope_theta or rope_parameters", () => {
    expect(parse({ eos_token_id: [3, 4] }).eosTokenIds).toEqual([3, 4]);
    expect(parse({ eos_token_id: 3 }).eosTokenIds).toEqual([3]);
    expect(parse({ rope_scaling: { rope_type: "default" } }).ropeTheta).toBe(10_000);
    expect(parse({ rope_parameters: { rope_type: "default", rope_theta: 5e5 } }).ropeTheta).toBe(5e5);
  });

  test.each<[what: string, changes: Record<string, unknown>, named: string]>([
    ["another family", { model_type: "gpt_neox" }, "gpt_neox"],
    ["another activation", { hidden_act: "gelu" }, "gelu"],
    ["biases in attention", { attention_bias: true }, "attention_bias"],
    ["biases in the feed-forward", { mlp_bias: true }, "mlp_bias"],
    ["scaled rotary positions", { rope_scaling: { rope_type: "llama3", factor: 8 } }, "llama3"],
    ["scaled rotary positions, old style", { rope_scaling: { type: "linear", factor: 2 } }, "linear"],
    ["scaled rotary positions, new style", { rope_parameters: { rope_type: "yarn", rope_theta: 1e4 } }, "yarn"],
    ["a quantised checkpoint", { quantization_config: { quant_method: "awq" } }, "quantization_config"],
  ])("[M21] %s is unsupported by name, and what is supported is said", (_, changes, named) => {
    expect(() => parse(changes)).toThrow(expect.objectContaining({ name: "ModelError", code: "model-unsupported" }));
    expect(() => parse(changes)).toThrow(new RegExp(`${named}.*; it runs `));
  });

  test.each<[what: string, text: string]>([
    ["no JSON", "<!doctype html>"],
    ["JSON that is no table", "[]"],
    ["no model_type", "{}"],
    ["a size that is no number", JSON.stringify({ ...sound, hidden_size: "64" })],
    ["a size below nought", JSON.stringify({ ...sound, vocab_size: -1 })],
    ["more layers than anybody has", JSON.stringify({ ...sound, num_hidden_layers: 1e6 })],
    ["a missing size", JSON.stringify({ ...sound, num_hidden_layers: undefined })],
    ["heads that do not divide", JSON.stringify({ ...sound, num_key_value_heads: 3 })],
    [
      "a head of half a number",
      JSON.stringify({ ...sound, head_dim: null, num_attention_heads: 6, num_key_value_heads: 6 }),
    ],
    ["a rope_theta that is no number", JSON.stringify({ ...sound, rope_parameters: { rope_theta: "big" } })],
  ])("[M21] %s is model-damaged", (_, text) => {
    expect(() => parseDecoderConfig(text)).toThrow(expect.objectContaining({ code: "model-damaged" }));
  });

  test("[M24] a context beyond 32,768 tokens is cut to that", () => {
    expect(parse({ max_position_embeddings: 131_072 }).contextTokens).toBe(32_768);
    expect(parse({ max_position_embeddings: 512 }).contextTokens).toBe(512);
  });

  test("[M22] parameters are counted as the checkpoint holds them", () => {
    const perLayer = 64 * 64 * 2 + 64 * 32 * 2 + 64 * 96 * 3 + 64 * 2;
    expect(countParameters(parse({}))).toBe(300 * 64 + 2 * perLayer + 64);
    expect(countParameters(parse({ tie_word_embeddings: false }))).toBe(2 * 300 * 64 + 2 * perLayer + 64);
  });
});

describe("the dtype for a device", () => {
  test("[M23] 4 bits on WebGPU; on wasm fp32 while that is small, else int8", () => {
    expect(chooseDtype("webgpu", 6_500_000)).toBe("q4");
    expect(chooseDtype("wasm", 6_500_000)).toBe("fp32");
    expect(chooseDtype("wasm", 134_000_000)).toBe("fp32");
    expect(chooseDtype("wasm", 135_000_000)).toBe("int8");
    expect(chooseDtype("wasm", 1_500_000_000)).toBe("int8");
  });
});
