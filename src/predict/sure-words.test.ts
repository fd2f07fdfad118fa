import { describe, expect, it } from "vitest";

import { type Continuation, keepSureWords } from "./sure-words.ts";

/** Tokens as `text probability break`. */
function continuation(tokens: readonly string[], rest: Partial<Continuation> = {}): Continuation {
  return {
    tokens: tokens.map((each) => {
      const [text = "", probability, breakProbability] = each.split("|");
      return { text, logProbability: Math.log(Number(probability)), breakProbability: Number(breakProbability) };
    }),
    forcedLogProbability: 0,
    endBreakProbability: null,
    ...rest,
  };
}

describe("keepSureWords", () => {
  it("[P10] says how likely the first word is as a whole word", () => {
    const sure = keepSureWords(continuation([" home|0.8|1", " soon|0.9|0.5"]), 0, 0.9);
    expect(sure?.text).toBe(" home");
    expect(sure?.confidence).toBeCloseTo(0.8 * 0.5);
  });

  it("[P10] reckons from what was typed: the half word is certain", () => {
    const typed = { forcedLogProbability: Math.log(0.02), endBreakProbability: 1 };
    const sure = keepSureWords(continuation([" ho|0.016|1", "me|0.9|0"], typed), 2, 0.5);
    expect(sure?.text).toBe("ome");
    expect(sure?.confidence).toBeCloseTo((0.016 * 0.9) / 0.02);
  });

  it("goes on while all of it together is likely enough, and leaves a doubtful sign out", () => {
    const tokens = [" we|0.9|1", " go|0.9|1", " home|0.8|1", ",|0.5|1", " then|0.9|1"];
    expect(keepSureWords(continuation(tokens), 0, 0.6)?.text).toBe(" we go home");
    expect(keepSureWords(continuation(tokens), 0, 0.3)?.text).toBe(" we go home,");
    expect(keepSureWords(continuation(tokens), 0, 0.3)?.confidence).toBeCloseTo(0.9);
  });

  it("[P5] leaves out a word that may not be over", () => {
    const tokens = [" we|0.9|1", " har|0.9|1"];
    expect(keepSureWords(continuation(tokens), 0, 0.3)?.text).toBe(" we");
    expect(keepSureWords(continuation(tokens, { endBreakProbability: 0.2 }), 0, 0.3)?.text).toBe(" we");
    expect(keepSureWords(continuation(tokens, { endBreakProbability: 0.9 }), 0, 0.3)?.text).toBe(" we har");
    expect(keepSureWords(continuation([" har|0.9|1"]), 0, 0.3)).toBeNull();
  });

  it("is silent where there is no word", () => {
    expect(keepSureWords(continuation([]), 0, 0.3)).toBeNull();
    expect(keepSureWords(continuation([" ho|0.9|1"], { endBreakProbability: 1 }), 3, 0.3)).toBeNull();
    expect(keepSureWords(continuation(["...|0.9|1"], { endBreakProbability: 1 }), 0, 0.3)).toBeNull();
  });
});
