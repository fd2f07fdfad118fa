import { describe, expect, test } from "vitest";

import { mixPrediction } from "../../ngram/mix.ts";
import { logSumExp, mixIntoRow, toLogProbabilities } from "./log-probabilities.ts";

describe("log-probabilities", () => {
  test("[E8] sum to one, also for logits that overflow exp", () => {
    for (const logits of [
      [1, 2, 3],
      [900, 905, -900],
      [-1000, -1000],
    ]) {
      const sum = toLogProbabilities(Float32Array.from(logits)).reduce((total, value) => total + Math.exp(value), 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    expect(logSumExp(Float32Array.of(0, 0))).toBeCloseTo(Math.log(2), 6);
  });

  test("[E20] mixing in logarithms is mixing probabilities, and keeps their sum", () => {
    const prediction = {
      probabilities: new Map([
        [1, 0.5],
        [3, 0.2],
        [9, 0.1],
      ]),
      confidence: 0.8,
      matchLength: 3,
    };
    const plain = Float32Array.of(0.1, 0.2, 0.3, 0.4);
    const expected = mixPrediction(plain.slice(), prediction, 0.7);
    const mixed = mixIntoRow(plain.map(Math.log), prediction, 0.7);
    mixed.forEach((value, id) => expect(Math.exp(value)).toBeCloseTo(expected[id] as number, 5));
    const untouched = plain.map(Math.log);
    expect(mixIntoRow(untouched.slice(), prediction, 0)).toEqual(untouched);
  });
});
