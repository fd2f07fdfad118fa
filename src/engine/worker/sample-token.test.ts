import { describe, expect, test } from "vitest";

import { createRandom } from "./random.ts";
import { sampleToken } from "./sample-token.ts";

const probabilities = [0.4, 0.3, 0.15, 0.1, 0.05];
const row = (): Float32Array => Float32Array.from(probabilities, Math.log);
const none: ReadonlySet<number> = new Set();

/** Shares of the ids over many draws. */
function draw(sampling: Parameters<typeof sampleToken>[2], allowed: number[] | null = null): number[] {
  const random = createRandom(5);
  const counts = probabilities.map(() => 0);
  const draws = 20_000;
  for (let i = 0; i < draws; i++) {
    const id = sampleToken(row(), allowed, sampling, none, random);
    counts[id] = (counts[id] as number) + 1 / draws;
  }
  return counts;
}

/** Largest difference between two lists of shares; about 0.01 is chance. */
function distance(shares: number[], expected: number[]): number {
  return Math.max(...shares.map((share, id) => Math.abs(share - (expected[id] as number))));
}

describe("sampling", () => {
  test("[E7] temperature 0 takes the best, the lowest id among equals", () => {
    const random = (): number => {
      throw new Error("nothing is drawn");
    };
    expect(sampleToken(row(), null, { temperature: 0 }, none, random)).toBe(0);
    expect(sampleToken(new Float32Array(4).fill(-1), null, { temperature: 0 }, none, random)).toBe(0);
    expect(sampleToken(row(), [4, 2, 3], { temperature: 0 }, none, random)).toBe(2);
  });

  test("[S1] temperature 1 draws by the probabilities, others by their power", () => {
    expect(distance(draw({ temperature: 1 }), probabilities)).toBeLessThan(0.015);
    const squares = probabilities.map((p) => p * p);
    const sum = squares.reduce((a, b) => a + b);
    const expected = squares.map((square) => square / sum);
    expect(distance(draw({ temperature: 0.5 }), expected)).toBeLessThan(0.015);
  });

  test("[S2] top-k, top-p and min-p leave out the tail", () => {
    expect(distance(draw({ temperature: 1, topK: 2 }), [4 / 7, 3 / 7, 0, 0, 0])).toBeLessThan(0.015);
    expect(distance(draw({ temperature: 1, topP: 0.7 }), [4 / 7, 3 / 7, 0, 0, 0])).toBeLessThan(0.015);
    expect(distance(draw({ temperature: 1, topP: 0.71 }), [0.4 / 0.85, 0.3 / 0.85, 0.15 / 0.85, 0, 0])).toBeLessThan(
      0.015,
    );
    expect(distance(draw({ temperature: 1, minP: 0.3 }), [0.4 / 0.85, 0.3 / 0.85, 0.15 / 0.85, 0, 0])).toBeLessThan(
      0.015,
    );
    expect(draw({ temperature: 1, topP: 0 })[0]).toBeCloseTo(1);
  });

  test("[S3] a repetition penalty makes what was drawn less likely", () => {
    const penalised = sampleToken(row(), null, { temperature: 0, repetitionPenalty: 2 }, new Set([0]), Math.random);
    expect(penalised).toBe(1);
  });

  test("[S4] what has no probability is never drawn", () => {
    const holes = row();
    holes[0] = -Infinity;
    holes[2] = -Infinity;
    const random = createRandom(1);
    const drawn = new Set(
      Array.from({ length: 500 }, () => sampleToken(holes, null, { temperature: 3 }, none, random)),
    );
    expect([...drawn].sort((a, b) => a - b)).toEqual([1, 3, 4]);
    expect(sampleToken(new Float32Array(3).fill(-Infinity), null, { temperature: 1 }, none, random)).toBe(-1);
  });

  test("[E6] the same seed gives the same numbers, spread over 0 to 1", () => {
    const take = (seed: number): number[] => Array.from({ length: 1000 }, createRandom(seed));
    expect(take(9)).toEqual(take(9));
    expect(take(9)).not.toEqual(take(10));
    const mean = take(9).reduce((a, b) => a + b) / 1000;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });
});
