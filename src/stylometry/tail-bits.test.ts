import { describe, expect, it } from "vitest";

import { averageTailBits, deviationsOf, rateTailBits, shareTailBits } from "./tail-bits.ts";

describe("tail bits", () => {
  it("of a share: the beta-binomial's tail, one half for a uniform one", () => {
    // A uniform mean makes every count equally likely: 2 of 4 upwards from the middle are hits 3 and 4 of 5.
    expect(shareTailBits(3, 4, 0.5, 1 / 3)).toBeCloseTo(-Math.log2(2 / 5), 6);
    expect(shareTailBits(0, 4, 0.5, 1 / 3)).toBeCloseTo(-Math.log2(1 / 5), 6);
    // Hardly correlated: binomial.
    expect(shareTailBits(4, 4, 0.5, 1e-7)).toBeCloseTo(4, 3);
    expect(shareTailBits(0, 0, 0.5, 0.1)).toBe(0);
  });
  it("of a rate: Poisson's tail without dispersion, less telling with it", () => {
    expect(rateTailBits(1, 0.01, 1e-6)).toBeCloseTo(-Math.log2(1 - Math.exp(-0.01)), 3);
    expect(rateTailBits(0, 3, 1e-6)).toBeCloseTo(3 / Math.LN2, 3);
    expect(rateTailBits(6, 1, 1)).toBeLessThan(rateTailBits(6, 1, 0.1));
    expect(rateTailBits(500, 0.001, 0.05)).toBe(60);
  });
  it("of an average: Student's t with three degrees of freedom", () => {
    expect(averageTailBits(0)).toBeCloseTo(1, 9);
    expect(2 ** -averageTailBits(3.182)).toBeCloseTo(0.025, 4);
    expect(averageTailBits(-5.841)).toBeCloseTo(-Math.log2(0.005), 2);
  });
  it("as deviations of a normal distribution", () => {
    expect(deviationsOf(-Math.log2(0.025))).toBeCloseTo(1.96, 2);
    expect(deviationsOf(0.5)).toBe(0);
  });
});
