import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { StopText } from "./stop-text.ts";

/** Everything that is given out for these pieces. */
function run(stops: string[], pieces: string[], exempt = 0): string {
  const stop = new StopText(stops, exempt);
  return pieces.map((piece) => stop.push(piece)).join("") + stop.flush();
}

describe("stop texts", () => {
  test("[E10] cuts before the first stop, however the text is cut into pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n") })), (pieces) => {
        const whole = pieces.join("");
        const places = ["ab", "\n\n"].map((stop) => whole.indexOf(stop)).filter((at) => at !== -1);
        expect(run(["ab", "\n\n"], pieces)).toBe(whole.slice(0, Math.min(...places, whole.length)));
      }),
    );
  });

  test("[E10] holds back only what may be the beginning of a stop", () => {
    const stop = new StopText(["END"], 0);
    expect([stop.push("an E"), stop.push("N"), stop.push("d. EN"), stop.flush()]).toEqual(["an ", "", "ENd. ", "EN"]);
  });

  test("[E10] looks for no stop in what is exempt, and ignores empty ones", () => {
    expect(run(["\n", ""], ["a\n", "b", "c\nd"], 3)).toBe("a\nbc");
    expect(run([], ["a", "b"])).toBe("ab");
  });
});
