import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { float32ToFloat16, float16ToFloat32 } from "./float-formats.ts";
import { quantiseInt8 } from "./quantise-int8.ts";
import { dequantiseQ4, quantiseQ4 } from "./quantise-q4.ts";
import { seededRandom } from "./testing/seeded-random.ts";
import { transpose } from "./transpose.ts";

function bellCurve(length: number, seed: number, spread = 0.02): Float32Array {
  const random = seededRandom(seed);
  const draw = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float32Array.from({ length }, () => draw() * spread);
}

function squaredError(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - (b[i] as number)) ** 2, 0);
}

const someMatrix = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 70 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      matrix: fc.float32Array({ minLength: rows * columns, maxLength: rows * columns, noNaN: true, min: -8, max: 8 }),
    }),
  );

describe("4-bit quantisation", () => {
  test("[M6] codes lie low nibble first, 16 bytes a block, the last block filled up with zeros", () => {
    const matrix = new Float32Array(2 * 34);
    matrix.set([-8, 7, 0, 1], 0); // row 0, block 0
    matrix.set([-8, 3], 32); // row 0, block 1
    matrix.set([-16, 14], 34); // row 1, block 0
    const { packed, scales } = quantiseQ4(matrix, 2, 34, "round-to-nearest");
    expect(packed).toHaveLength(2 * 2 * 16);
    expect([...packed.subarray(0, 3)]).toEqual([0xf0, 0x98, 0x88]);
    expect([...packed.subarray(16, 18)]).toEqual([0xb0, 0x88]);
    expect([...packed.subarray(32, 34)]).toEqual([0xf0, 0x88]);
    expect([...scales]).toEqual([1, 1, 2, 0]);
  });

  test("[M6] every scale is a number that half precision holds", () => {
    const { scales } = quantiseQ4(bellCurve(64 * 64, 1), 64, 64);
    expect(float16ToFloat32(float32ToFloat16(scales))).toEqual(scales);
  });

  test("[M6] a matrix of codes and scales comes back exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8, max: 7 }), { minLength: 31, maxLength: 31 }), (levels) => {
        const matrix = Float32Array.from([-8, ...levels], (level) => level * 0.25);
        expect(dequantiseQ4(quantiseQ4(matrix, 1, 32))).toEqual(matrix);
      }),
    );
  });

  test("[M7] the search never errs more than plain rounding, but for the rounding of its scale", () => {
    fc.assert(
      fc.property(someMatrix, ({ matrix, rows, columns }) => {
        const plain = squaredError(matrix, dequantiseQ4(quantiseQ4(matrix, rows, columns, "round-to-nearest")));
        const search = squaredError(matrix, dequantiseQ4(quantiseQ4(matrix, rows, columns)));
        expect(search).toBeLessThanOrEqual(
          plain + 1e-6 * squaredError(matrix, new Float32Array(matrix.length)) + 1e-12,
        );
      }),
    );
  });

  test("[M7] on bell-shaped weights the search errs at least a tenth less than plain rounding", () => {
    const matrix = bellCurve(256 * 256, 2);
    const plain = squaredError(matrix, dequantiseQ4(quantiseQ4(matrix, 256, 256, "round-to-nearest")));
    const search = squaredError(matrix, dequantiseQ4(quantiseQ4(matrix, 256, 256)));
    expect(search).toBeLessThan(plain * 0.9);
  });

  test("[M8] zeros stay zeros", () => {
    expect(dequantiseQ4(quantiseQ4(new Float32Array(96), 2, 48))).toEqual(new Float32Array(96));
  });

  test.each([NaN, Infinity, -Infinity])("[M8] %d among the weights is model-damaged", (bad) => {
    const matrix = bellCurve(64, 3);
    matrix[40] = bad;
    expect(() => quantiseQ4(matrix, 1, 64)).toThrow(expect.objectContaining({ code: "model-damaged" }));
    expect(() => quantiseInt8(matrix, 1, 64)).toThrow(expect.objectContaining({ code: "model-damaged" }));
  });
});

describe("8-bit quantisation", () => {
  test("[M9] errs by at most half a step of its row, and never uses −128", () => {
    fc.assert(
      fc.property(someMatrix, ({ matrix, rows, columns }) => {
        const { codes, scales } = quantiseInt8(matrix, rows, columns);
        for (const [i, code] of codes.entries()) {
          const scale = scales[Math.floor(i / columns)] as number;
          expect(Math.abs(code * scale - (matrix[i] as number))).toBeLessThanOrEqual(scale * 0.5001 + 1e-40);
          expect(code).toBeGreaterThanOrEqual(-127);
        }
      }),
    );
  });
});

describe("transpose", () => {
  test("[M9] puts row r, column c at row c, column r", () => {
    const matrix = Int8Array.from({ length: 45 * 67 }, (_, i) => (i * 31) % 127);
    const turned = transpose(matrix, 45, 67);
    for (let row = 0; row < 45; row++) {
      for (let column = 0; column < 67; column++) expect(turned[column * 45 + row]).toBe(matrix[row * 67 + column]);
    }
  });
});
