import { ModelError } from "./errors.ts";
import { float16ToFloat32, float32ToFloat16 } from "./float-formats.ts";

/** Weights that share one scale: 32 along the input dimension. */
export const q4BlockSize = 32;

/**
 * A matrix `[rows, columns]` in 4 bits: `w = (q − 8) · scale`. `packed` is `[rows, blocks, 16]`, low nibble first along the
 * columns, as `MatMulNBits` reads it; `scales` is `[rows, blocks]`, each a number that half precision can hold.
 */
export interface Q4Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly packed: Uint8Array;
  readonly scales: Float32Array;
}

/** `search` minimises each block's squared error; `round-to-nearest` is the plain rule it is measured against. */
export type Q4Method = "search" | "round-to-nearest";

/** Blocks of 32 in a row; the last may be filled up with zeros. */
export function q4Blocks(columns: number): number {
  return Math.ceil(columns / q4BlockSize);
}

/** Quantises a row-major matrix; throws `ModelError` when it holds anything but finite numbers. */
export function quantiseQ4(matrix: Float32Array, rows: number, columns: number, method: Q4Method = "search"): Q4Matrix {
  if (matrix.length !== rows * columns) throw new RangeError(`${matrix.length} numbers are no ${rows} × ${columns}`);
  const blocks = q4Blocks(columns);
  const packed = new Uint8Array((rows * blocks * q4BlockSize) / 2).fill(0x88);
  const chooseScale = method === "search" ? searchScale : plainScale;
  const unrounded = new Float32Array(rows * blocks);
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const begin = row * columns + block * q4BlockSize;
      const end = Math.min(begin + q4BlockSize, (row + 1) * columns);
      unrounded[row * blocks + block] = chooseScale(matrix, begin, end);
    }
  }
  // The codes are chosen for the scales as they will be stored.
  const scales = float16ToFloat32(float32ToFloat16(unrounded));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const code = q4Code(
        matrix[row * columns + column] as number,
        inverse(scales[row * blocks + (column >> 5)] as number),
      );
      const at = row * blocks * 16 + (column >> 1);
      packed[at] = column & 1 ? ((packed[at] as number) & 0x0f) | (code << 4) : ((packed[at] as number) & 0xf0) | code;
    }
  }
  return { rows, columns, packed, scales };
}

/** The matrix that the 4-bit codes stand for, row-major. */
export function dequantiseQ4({ rows, columns, packed, scales }: Q4Matrix): Float32Array {
  const blocks = q4Blocks(columns);
  const matrix = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const byte = packed[row * blocks * 16 + (column >> 1)] as number;
      const code = column & 1 ? byte >> 4 : byte & 15;
      matrix[row * columns + column] = (code - 8) * (scales[row * blocks + (column >> 5)] as number);
    }
  }
  return matrix;
}

function inverse(scale: number): number {
  return scale === 0 ? 0 : 1 / scale;
}

function q4Code(weight: number, inverseScale: number): number {
  const code = Math.trunc(weight * inverseScale + 8.5);
  return code < 0 ? 0 : code > 15 ? 15 : code;
}

/** The weight farthest from zero, with its sign. */
function farthest(matrix: Float32Array, begin: number, end: number): number {
  let far = 0;
  for (let i = begin; i < end; i++) {
    const weight = matrix[i] as number;
    if (!Number.isFinite(weight)) throw new ModelError("model-damaged", "A weight is not a finite number.");
    if (Math.abs(weight) > Math.abs(far)) far = weight;
  }
  return far;
}

/** The weight farthest from zero becomes code 0, that is −8 scales. */
function plainScale(matrix: Float32Array, begin: number, end: number): number {
  const far = farthest(matrix, begin, end);
  return far === 0 ? 0 : far / -8;
}

/*
 * [Note: scale search] The codes reach from −8 to +7, so the farthest weight is put on the −8 side (the scale may be
 * negative). Rounding every other weight to that grid is rarely best: a little clipping of the farthest makes the grid
 * finer. We try grids on which the farthest weight would lie between 6.4 and 9.6 steps out; for each we take the codes as
 * given and refit the scale by least squares (Σwq / Σq²), which is exact for those codes, and keep the grid with the
 * smallest squared error. Twice as many grids, or the farthest weight on the +7 side too, gain less than a hundredth
 * more. What it gains over plain rounding is in training/README.md.
 */
const firstReach = 6.4;
const reachStep = 0.4;
const reaches = 9;

function searchScale(matrix: Float32Array, begin: number, end: number): number {
  const far = farthest(matrix, begin, end);
  if (far === 0) return 0;
  let best = 0;
  let bestGain = -1;
  for (let step = 0; step < reaches; step++) {
    const inverseScale = (firstReach + step * reachStep) / -far;
    let products = 0;
    let squares = 0;
    for (let i = begin; i < end; i++) {
      const weight = matrix[i] as number;
      const level = q4Code(weight, inverseScale) - 8;
      products += weight * level;
      squares += level * level;
    }
    // With the refitted scale the squared error is Σw² − (Σwq)² / Σq².
    const gain = (products * products) / squares;
    if (gain > bestGain) {
      bestGain = gain;
      best = products / squares;
    }
  }
  return best;
}
