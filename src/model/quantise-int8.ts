import { ModelError } from "./errors.ts";

/** A matrix `[rows, columns]` in 8 bits with one scale for each row: `w = q · scale`, q from −127 to 127. */
export interface Int8Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

/** Quantises each row (each output channel of a linear layer) so that its farthest weight becomes ±127. */
export function quantiseInt8(matrix: Float32Array, rows: number, columns: number): Int8Matrix {
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let far = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const size = Math.abs(matrix[i] as number);
      if (!Number.isFinite(size)) throw new ModelError("model-damaged", "A weight is not a finite number.");
      if (size > far) far = size;
    }
    if (far === 0) continue;
    scales[row] = far / 127;
    for (let i = row * columns; i < (row + 1) * columns; i++)
      codes[i] = Math.round(((matrix[i] as number) * 127) / far);
  }
  return { rows, columns, codes, scales };
}
