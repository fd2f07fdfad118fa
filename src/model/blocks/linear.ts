import { quantiseInt8, type Int8Matrix } from "../quantise-int8.ts";
import { transpose } from "../transpose.ts";
import type { BlockContext, Float, MatrixName } from "./block-context.ts";
import { q4Storage } from "./q4-storage.ts";
import { q4Blocks, q4BlockSize } from "../quantise-q4.ts";

/**
 * Linear layers that read the same input `x [batch, n, columns]`; gives one `[batch, n, rows]` for each. `path` names the
 * nodes. Reading together matters for int8, where the input is quantised once for all of them.
 */
export function linear(context: BlockContext, path: string, x: Float, matrices: readonly MatrixName[]): Float[] {
  if (context.dtype === "q4") return matrices.map((matrix) => linearQ4(context, x, matrix));
  if (context.dtype === "fp32") return matrices.map((matrix) => linearFp32(context, x, matrix));
  return linearInt8(context, path, x, matrices);
}

function nodeName({ name }: MatrixName): string {
  return `/${name.replace(/\.weight$/, "")}`;
}

/** 4-bit weights as they are packed; level 0 computes in fp32, higher ones would round the activations too. */
function linearQ4(context: BlockContext, x: Float, matrix: MatrixName): Float {
  const { builder } = context;
  const { name, rows, columns } = matrix;
  const { packed, scales } = q4Storage(context, matrix);
  const codes = builder.weight(`${name}.q4`, "uint8", [rows, q4Blocks(columns), q4BlockSize / 2], packed);
  const scale = builder.weight(`${name}.scales`, "float32", [rows, q4Blocks(columns)], scales);
  return builder.node(`${nodeName(matrix)}/MatMulNBits`, "MatMulNBits", [x, codes, scale], "float32", {
    domain: "com.microsoft",
    attributes: { K: columns, N: rows, bits: 4, block_size: q4BlockSize, accuracy_level: 0 },
  });
}

/** A checkpoint stores outputs × inputs; `MatMul` wants inputs × outputs. */
function linearFp32({ builder, weights }: BlockContext, x: Float, matrix: MatrixName): Float {
  const { name, rows, columns } = matrix;
  const turned = builder.weight(`${name}.transposed`, "float32", [columns, rows], {
    name,
    bytes: rows * columns * 4,
    produce: async () => transpose(await weights.matrix(name, rows, columns), rows, columns),
  });
  return builder.node(`${nodeName(matrix)}/MatMul`, "MatMul", [x, turned], "float32");
}

/** The input is rounded to 8 bits as the graph runs; the runtime fuses each chain into one `MatMulIntegerToFloat`. */
function linearInt8(context: BlockContext, path: string, x: Float, matrices: readonly MatrixName[]): Float[] {
  const { builder, weights } = context;
  const quantised = { name: `${path}/quantised`, type: "uint8" } as const;
  const inputScale = { name: `${path}/quantised_scale`, type: "float32" } as const;
  const zeroPoint = { name: `${path}/quantised_zero_point`, type: "uint8" } as const;
  builder.nodeWithOutputs(
    `${path}/DynamicQuantizeLinear`,
    "DynamicQuantizeLinear",
    [x],
    [quantised, inputScale, zeroPoint],
  );
  const weightZeroPoint = builder.constant("int8", [0], []);
  return matrices.map((matrix) => {
    const { name, rows, columns } = matrix;
    // Codes and scales are made together and asked for one after the other.
    let made: Promise<Int8Matrix> | undefined;
    const make = () => (made ??= weights.matrix(name, rows, columns).then((m) => quantiseInt8(m, rows, columns)));
    const codes = builder.weight(`${name}.int8`, "int8", [columns, rows], {
      name: `${name}.int8`,
      bytes: rows * columns,
      produce: async () => transpose((await make()).codes, rows, columns),
    });
    const scales = builder.weight(`${name}.int8_scales`, "float32", [rows], {
      name: `${name}.int8_scales`,
      bytes: rows * 4,
      produce: async () => {
        const { scales: numbers } = await make();
        made = undefined;
        return numbers;
      },
    });
    const node = nodeName(matrix);
    const inputs = [quantised, codes, zeroPoint, weightZeroPoint];
    const product = builder.node(`${node}/MatMulInteger`, "MatMulInteger", inputs, "int32");
    const float = builder.node(`${node}/Cast`, "Cast", [product], "float32", { attributes: { to: 1 } });
    const scale = builder.node(`${node}/scale`, "Mul", [inputScale, scales], "float32");
    return builder.node(`${node}/Mul`, "Mul", [float, scale], "float32");
  });
}
