import { describe, expect, test } from "vitest";

import { answerDistance, knownAnswerBound } from "./known-answer.ts";

const reference = Float32Array.of(-10, 0, 10);

describe("known answer", () => {
  test("[D2] rounding passes, other numbers and no numbers do not", () => {
    const distanceOf = (...answer: number[]): number => answerDistance(Float32Array.from(answer), reference);
    expect(distanceOf(-10, 0, 10)).toBe(0);
    expect(distanceOf(-10, 0.001, 10)).toBeLessThan(knownAnswerBound);
    expect(distanceOf(-10, 0.5, 10)).toBeGreaterThan(knownAnswerBound);
    expect(distanceOf(-10, Number.NaN, 10)).toBe(Infinity);
    expect(distanceOf(-10, Infinity, 10)).toBe(Infinity);
    expect(distanceOf(-10, 0)).toBe(Infinity);
  });
});
