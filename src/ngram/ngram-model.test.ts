import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mixLogProbability, mixPrediction } from "./mix.ts";
import { NgramModel } from "./ngram-model.ts";

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe("NgramModel", () => {
  it("prefers what followed the longest match", () => {
    const model = new NgramModel();
    for (let i = 0; i < 20; i++) model.addSequence([9, 2, 3, 4]);
    for (let i = 0; i < 3; i++) model.addSequence([1, 2, 3, 5]);
    const long = model.predict([1, 2, 3]);
    expect(long.matchLength).toBe(3);
    expect(long.probabilities.get(5)).toBeGreaterThan(long.probabilities.get(4) as number);
    const short = model.predict([7, 2, 3]);
    expect(short.matchLength).toBe(2);
    expect(short.probabilities.get(4)).toBeGreaterThan(short.probabilities.get(5) as number);
  });

  it("gives probabilities that sum to less than 1, and leaves the rest to the unseen", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(5), { maxLength: 30 }), { maxLength: 20 }),
        fc.array(fc.nat(6), { maxLength: 12 }),
        (sequences, history) => {
          const model = new NgramModel();
          for (const sequence of sequences) model.addSequence(sequence);
          const { probabilities, confidence } = model.predict(history);
          expect(sum(probabilities.values())).toBeLessThan(1);
          for (const p of probabilities.values()) expect(p).toBeGreaterThan(0);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThan(1);
        },
      ),
    );
  });

  it("agrees with counting by hand, also after it has grown and been rehashed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        (sequences) => {
          const model = new NgramModel({ maxOrder: 5 });
          model.addSequence(Array.from({ length: 9000 }, (_, i) => 1000 + i));
          for (const sequence of sequences) model.addSequence(sequence);
          const history = [0, 1, 2, 3, 0];
          const longest = Math.max(
            0,
            ...sequences.flatMap((sequence) =>
              sequence.slice(1).map((_, i) => {
                let n = 0;
                while (n < 5 && n <= i && sequence[i - n] === history[4 - n]) n++;
                return n;
              }),
            ),
          );
          expect(model.predict(history).matchLength).toBe(longest);
        },
      ),
    );
  });

  it("learns nothing across the border of two sequences", () => {
    const model = new NgramModel();
    model.addSequence([1, 2]);
    model.addSequence([3, 4]);
    expect(model.predict([2]).matchLength).toBe(0);
    expect(model.predict([1, 2]).confidence).toBe(0);
  });

  it("forgets a removed sequence altogether", () => {
    const model = new NgramModel();
    model.addSequence([1, 2, 3]);
    const second = model.addSequence([1, 2, 4]);
    model.removeSequence(second);
    expect([...model.predict([1, 2]).probabilities.keys()]).toEqual([3]);
    expect(model.findMatches([1, 2], { limit: 5 }).map((m) => m.sequence)).toEqual([0]);
  });

  it("names the places it rests on, longest first, then newest", () => {
    const model = new NgramModel();
    model.addSequence([5, 1, 2, 8]);
    model.addSequence([6, 2, 8]);
    model.addSequence([7, 2, 8]);
    model.addSequence([7, 2, 9]);
    const matches = model.findMatches([5, 1, 2], { next: 8, limit: 9 });
    expect(matches).toEqual([
      { sequence: 0, index: 3, length: 3, next: 8 },
      { sequence: 2, index: 2, length: 1, next: 8 },
      { sequence: 1, index: 2, length: 1, next: 8 },
    ]);
  });

  it("is surer of a long and plain match than of a short or torn one", () => {
    const model = new NgramModel();
    for (let i = 0; i < 6; i++) model.addSequence([1, 2, 3, 4, 5]);
    for (let i = 0; i < 6; i++) model.addSequence([9, 20 + i]);
    expect(model.predict([1, 2, 3, 4]).confidence).toBeGreaterThan(model.predict([7, 7, 7, 4]).confidence);
    expect(model.predict([4]).confidence).toBeGreaterThan(model.predict([9]).confidence);
  });

  it("takes in a million ids in seconds and predicts in well under a millisecond", () => {
    // A zipf-like stream from a fixed generator: frequent ids make long chains, as words do.
    let state = 1;
    const random = (): number => (state = Math.imul(state, 48271) >>> 0) / 2 ** 32;
    const ids = Int32Array.from({ length: 1_000_000 }, () => Math.floor(8192 ** random()));
    const model = new NgramModel();
    const started = performance.now();
    for (let i = 0; i < ids.length; i += 100) model.addSequence(ids.subarray(i, i + 100));
    expect(performance.now() - started).toBeLessThan(10_000);
    const again = performance.now();
    for (let i = 0; i < 200; i++) model.predict(ids.subarray(i * 100, i * 100 + 20));
    expect((performance.now() - again) / 200).toBeLessThan(3);
  });
});

describe("mixing", () => {
  const model = new NgramModel();
  for (let i = 0; i < 4; i++) model.addSequence([1, 2, 3]);

  it("keeps the sum of probabilities and raises what the person would write", () => {
    const plain = Float32Array.from([0.4, 0.3, 0.2, 0.1]);
    const mixed = mixPrediction(plain.slice(), model.predict([1, 2]), 0.8);
    expect(sum(mixed)).toBeCloseTo(1, 6);
    expect(mixed[3]).toBeGreaterThan(0.4);
  });

  it("says the same for one id as for all", () => {
    const plain = Float32Array.from([0.4, 0.3, 0.2, 0.1]);
    const prediction = model.predict([1, 2]);
    const mixed = mixPrediction(plain.slice(), prediction, 0.5);
    for (let id = 0; id < 4; id++) {
      const one = mixLogProbability(Math.log(plain[id] as number), id, prediction, 0.5);
      expect(Math.exp(one)).toBeCloseTo(mixed[id] as number, 5);
    }
  });

  it("changes nothing without weight or evidence", () => {
    const plain = Float32Array.from([0.4, 0.6]);
    expect(mixPrediction(plain.slice(), model.predict([1, 2]), 0)).toEqual(plain);
    expect(mixPrediction(plain.slice(), model.predict([77]), 1)).toEqual(plain);
    expect(mixLogProbability(-2, 3, model.predict([77]), 1)).toBe(-2);
  });
});
