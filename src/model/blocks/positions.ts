import type { GraphBuilder } from "../onnx/graph-builder.ts";
import type { Value } from "../onnx/graph.ts";
import type { Float } from "./block-context.ts";

/** What every attention block needs to know about where the tokens stand. */
export interface Positions {
  /** `[batch]`: the number of tokens up to now, the new ones included, less one. */
  readonly lastIndex: Value<"int32">;
  /** Scalar: the length of the attention mask. */
  readonly totalLength: Value<"int32">;
  /** Rotary tables `[contextTokens, headDim / 2]`. */
  readonly cosines: Float;
  readonly sines: Float;
  /** `[batch, n]`, of the new tokens; makes nodes only when asked for. */
  readonly newPositions: () => Value<"int64">;
  /** `[copies * n, total]`, the same n rows below each other: 0 where a new token may look, else far below; made when asked for. */
  readonly causalMask: (copies: number) => Float;
}

interface RotarySpec {
  readonly contextTokens: number;
  readonly headDim: number;
  readonly theta: number;
}

/** Writes the nodes that read positions off the attention mask, and the rotary tables. */
export function positions(
  builder: GraphBuilder,
  inputIds: Value<"int64">,
  attentionMask: Value<"int64">,
  { contextTokens, headDim, theta }: RotarySpec,
): Positions {
  const axis = builder.constant("int64", [1]);
  const one = builder.constant("int64", [1], []);
  const countAttributes = { attributes: { keepdims: 0 } };
  const count = builder.node("/positions/count", "ReduceSum", [attentionMask, axis], "int64", countAttributes);
  const last = builder.node("/positions/last", "Sub", [count, one], "int64");
  const int32 = { attributes: { to: 6 } };
  const lastIndex = builder.node("/positions/last_int32", "Cast", [last], "int32", int32);
  const maskShape = builder.node("/positions/mask_shape", "Shape", [attentionMask], "int64");
  const total = builder.node("/positions/total", "Gather", [maskShape, one], "int64", { attributes: { axis: 0 } });
  const totalLength = builder.node("/positions/total_int32", "Cast", [total], "int32", int32);
  const table = (name: string, wave: (angle: number) => number) =>
    builder.weight(name, "float32", [contextTokens, headDim / 2], {
      name,
      bytes: (contextTokens * headDim * 4) / 2,
      produce: async () => rotaryTable(contextTokens, headDim, theta, wave),
    });
  let made: Value<"int64"> | undefined;
  const newPositions = () => (made ??= countNewPositions(builder, inputIds, attentionMask));
  let mask: Float | undefined;
  const causalMask = (copies: number) => (mask ??= maskFuture(builder, newPositions(), total, copies));
  return {
    lastIndex,
    totalLength,
    cosines: table("rotary.cos", Math.cos),
    sines: table("rotary.sin", Math.sin),
    newPositions,
    causalMask,
  };
}

function rotaryTable(length: number, headDim: number, theta: number, wave: (angle: number) => number): Float32Array {
  const half = headDim / 2;
  const table = new Float32Array(length * half);
  for (let position = 0; position < length; position++) {
    for (let i = 0; i < half; i++) table[position * half + i] = wave(position * theta ** (-i / half));
  }
  return table;
}

/** The positions of the tokens that came with this run: a running count over the mask, its last n entries, less one. */
function countNewPositions(
  builder: GraphBuilder,
  inputIds: Value<"int64">,
  attentionMask: Value<"int64">,
): Value<"int64"> {
  const axis = builder.constant("int64", [1]);
  const one = builder.constant("int64", [1], []);
  const running = builder.node("/positions/running", "CumSum", [attentionMask, one], "int64");
  const inputShape = builder.node("/positions/input_shape", "Shape", [inputIds], "int64");
  const newCount = builder.node("/positions/new_count", "Gather", [inputShape, axis], "int64", {
    attributes: { axis: 0 },
  });
  const start = builder.node("/positions/new_start", "Neg", [newCount], "int64");
  const end = builder.constant("int64", [Number.MAX_SAFE_INTEGER]);
  const recent = builder.node("/positions/recent", "Slice", [running, start, end, axis], "int64");
  return builder.node("/positions/new", "Sub", [recent, one], "int64");
}

/** For one sequence: a token at position p may look at the positions up to p. */
function maskFuture(builder: GraphBuilder, newPositions: Value<"int64">, total: Value<"int64">, copies: number): Float {
  const zero = builder.constant("int64", [0], []);
  const one = builder.constant("int64", [1], []);
  const all = builder.node("/mask/all", "Range", [zero, total, one], "int64");
  const column = builder.constant("int64", [-1, 1]);
  const own = builder.node("/mask/own", "Reshape", [newPositions, column], "int64");
  const isFuture = builder.node("/mask/is_future", "Greater", [all, own], "uint8");
  const low = builder.constant("float32", [-1e9], []);
  const none = builder.constant("float32", [0], []);
  const mask = builder.node("/mask/causal", "Where", [isFuture, low, none], "float32");
  const rows = Array.from({ length: copies }, () => mask);
  return builder.node("/mask/below", "Concat", rows, "float32", { attributes: { axis: 0 } });
}
