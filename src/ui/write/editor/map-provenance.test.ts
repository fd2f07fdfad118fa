import { ChangeSet } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mapProvenance } from "./map-provenance.ts";
import type { ProvenanceRange } from "./map-provenance.ts";

const range = (start: number, end: number): ProvenanceRange => ({ start, end, origin: "suggestion" });
const change = (length: number, from: number, to: number, insert = ""): ChangeSet =>
  ChangeSet.of({ from, to, insert }, length);

describe("mapProvenance", () => {
  it("[U9] moves a range behind what is typed before it", () => {
    expect(mapProvenance([range(5, 8)], change(10, 0, 0, "abc"))).toEqual([range(8, 11)]);
  });

  it("[U9] does not take in what is typed at either end", () => {
    expect(mapProvenance([range(2, 4)], change(6, 2, 2, "x"))).toEqual([range(3, 5)]);
    expect(mapProvenance([range(2, 4)], change(6, 4, 4, "x"))).toEqual([range(2, 4)]);
  });

  it("[U9] cuts a range where the person types inside it", () => {
    expect(mapProvenance([range(2, 6)], change(8, 4, 4, "me"))).toEqual([range(2, 4), range(6, 8)]);
  });

  it("[U9] shrinks with deletions and disappears with the last character", () => {
    expect(mapProvenance([range(2, 6)], change(8, 3, 5))).toEqual([range(2, 4)]);
    expect(mapProvenance([range(2, 6)], change(8, 1, 7))).toEqual([]);
  });

  it("[U9] marks exactly the characters that were marked before and are still there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        fc.nat(30),
        fc.string({ maxLength: 5, unit: "binary-ascii" }),
        (marked, a, b, insert) => {
          const length = marked.length;
          const from = Math.min(a, b, length);
          const to = Math.min(Math.max(a, b), length);
          const ranges = marked.flatMap((isMarked, index) => (isMarked ? [range(index, index + 1)] : []));
          const expected = [...marked.slice(0, from), ...Array.from(insert, () => false), ...marked.slice(to)];
          const result = mapProvenance(ranges, change(length, from, to, insert));
          const actual = expected.map((_, index) => result.some((each) => each.start <= index && index < each.end));
          expect(actual).toEqual(expected);
        },
      ),
    );
  });
});
