import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bfloat16ToFloat32, float16ToFloat32, float32ToFloat16 } from "./float-formats.ts";

describe("half precision", () => {
  test("[M5] every number survives widening and narrowing", () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    const back = float32ToFloat16(float16ToFloat32(all));
    const isNaN16 = (bits: number) => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;
    expect(all.filter((bits) => !isNaN16(bits) && back[bits] !== bits)).toHaveLength(0);
    expect(float16ToFloat32(Uint16Array.of(0x7e00))[0]).toBeNaN();
  });

  test("[M5] narrowing takes the nearest number, the even one at a tie", () => {
    const numbers = float16ToFloat32(Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7bfe }), fc.float({ min: 0, max: 1, noNaN: true }), (bits, share) => {
        const low = numbers[bits] as number;
        const high = numbers[bits + 1] as number;
        const between = Math.fround(low + (high - low) * share);
        const distance = [between - low, high - between] as const;
        const nearest = distance[0] < distance[1] || (distance[0] === distance[1] && bits % 2 === 0) ? bits : bits + 1;
        expect(float32ToFloat16(Float32Array.of(between))[0]).toBe(nearest);
        expect(float32ToFloat16(Float32Array.of(-between))[0]).toBe(nearest | 0x8000);
      }),
    );
  });

  test.each([
    [65_504, 0x7bff],
    [65_519.99, 0x7bff],
    [65_520, 0x7c00],
    [-1e30, 0xfc00],
    [2 ** -25, 0],
    [2 ** -25 * 1.0001, 1],
    [-(2 ** -24), 0x8001],
    [Infinity, 0x7c00],
  ])("[M5] %f becomes the bits %i", (number, bits) => {
    expect(float32ToFloat16(Float32Array.of(number))[0]).toBe(bits);
  });
});

describe("bfloat16", () => {
  test("[M5] widens to the fp32 with the same upper half", () => {
    expect(bfloat16ToFloat32(Uint16Array.of(0x3f80, 0xc0a0, 0x0000, 0x7f80))).toEqual(
      Float32Array.of(1, -5, 0, Infinity),
    );
  });
});
