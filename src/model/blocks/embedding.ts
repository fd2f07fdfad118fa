import type { Storage, Value } from "../onnx/graph.ts";
import { quantiseInt8, type Int8Matrix } from "../quantise-int8.ts";
import { dequantiseQ4, q4Blocks, q4BlockSize } from "../quantise-q4.ts";
import type { BlockContext, Float, MatrixName } from "./block-context.ts";
import { q4Storage } from "./q4-storage.ts";

/** Looks each token up in the embedding `[rows, columns]`; gives `[batch, n, columns]`. */
export function embedding(context: BlockContext, inputIds: Value<"int64">, matrix: MatrixName): Float {
  // The runtime builds for wasm have no CPU kernel for GatherBlockQuantized, so there 4 bits are widened.
  const isWholeBlocks = matrix.columns % q4BlockSize === 0;
  if (context.dtype === "q4" && context.device === "webgpu" && isWholeBlocks) {
    return embeddingQ4(context, inputIds, matrix);
  }
  if (context.dtype === "int8") return embeddingInt8(context, inputIds, matrix);
  return embeddingFp32(context, inputIds, matrix);
}

function embeddingFp32(context: BlockContext, inputIds: Value<"int64">, matrix: MatrixName): Float {
  const { builder, weights, dtype } = context;
  const { name, rows, columns } = matrix;
  // A q4 graph means the same numbers on every device, also where it has to hold them widened.
  const produce = async () =>
    dtype === "q4" ? dequantiseQ4(await weights.q4Matrix(name, rows, columns)) : weights.matrix(name, rows, columns);
  const storage: Storage = { name, bytes: rows * columns * 4, produce };
  const table = builder.weight(`${name}.table`, "float32", [rows, columns], storage);
  return builder.node("/embedding/Gather", "Gather", [table, inputIds], "float32", { attributes: { axis: 0 } });
}

function embeddingInt8({ builder, weights }: BlockContext, inputIds: Value<"int64">, matrix: MatrixName): Float {
  const { name, rows, columns } = matrix;
  let made: Promise<Int8Matrix> | undefined;
  const make = () => (made ??= weights.matrix(name, rows, columns).then((m) => quantiseInt8(m, rows, columns)));
  const codes = builder.weight(`${name}.table`, "int8", [rows, columns], {
    name: `${name}.table`,
    bytes: rows * columns,
    produce: async () => (await make()).codes,
  });
  const scales = builder.weight(`${name}.table_scales`, "float32", [rows, 1], {
    name: `${name}.table_scales`,
    bytes: rows * 4,
    produce: async () => {
      const { scales: numbers } = await make();
      made = undefined;
      return numbers;
    },
  });
  const gather = { attributes: { axis: 0 } };
  const row = builder.node("/embedding/Gather", "Gather", [codes, inputIds], "int8", gather);
  const scale = builder.node("/embedding/scale", "Gather", [scales, inputIds], "float32", gather);
  const float = builder.node("/embedding/Cast", "Cast", [row], "float32", { attributes: { to: 1 } });
  return builder.node("/embedding/Mul", "Mul", [float, scale], "float32");
}

function embeddingQ4(context: BlockContext, inputIds: Value<"int64">, matrix: MatrixName): Float {
  const { builder } = context;
  const { name, rows, columns } = matrix;
  const { packed, scales } = q4Storage(context, matrix);
  const blocks = q4Blocks(columns);
  const codes = builder.weight(`${name}.table`, "uint8", [rows, (blocks * q4BlockSize) / 2], packed);
  const scale = builder.weight(`${name}.table_scales`, "float32", [rows, blocks], scales);
  return builder.node("/embedding/GatherBlockQuantized", "GatherBlockQuantized", [codes, inputIds, scale], "float32", {
    domain: "com.microsoft",
    attributes: { bits: 4, block_size: q4BlockSize, gather_axis: 0, quantize_axis: 1 },
  });
}
