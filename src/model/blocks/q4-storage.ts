import type { Storage } from "../onnx/graph.ts";
import { q4Blocks, q4BlockSize, type Q4Matrix } from "../quantise-q4.ts";
import type { BlockContext, MatrixName } from "./block-context.ts";

interface Q4Storage {
  readonly packed: Storage;
  readonly scales: Storage;
}

/** Storage for the codes and the scales of a 4-bit matrix: quantised (or unpacked) once, and shared by all who ask. */
export function q4Storage({ weights, q4Storages }: BlockContext, { name, rows, columns }: MatrixName): Q4Storage {
  const known = q4Storages.get(name);
  if (known) return known;
  let made: Promise<Q4Matrix> | undefined;
  const make = () => (made ??= weights.q4Matrix(name, rows, columns));
  const storage: Q4Storage = {
    packed: {
      name: `${name}.q4`,
      bytes: (rows * q4Blocks(columns) * q4BlockSize) / 2,
      produce: async () => (await make()).packed,
    },
    scales: {
      name: `${name}.scales`,
      bytes: rows * q4Blocks(columns) * 4,
      produce: async () => {
        const { scales } = await make();
        made = undefined; // the scales come last; nothing of the matrix needs to stay
        return scales;
      },
    },
  };
  q4Storages.set(name, storage);
  return storage;
}
