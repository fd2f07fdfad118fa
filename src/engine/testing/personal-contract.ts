import { describe, expect, test } from "vitest";

import type { Engine, Generation, GenerateRequest, Prompt, Scoring } from "../engine.ts";
import { tinyMarks } from "./tiny-model.ts";

/** The calls of the engine that is tested, with the contract's own defaults. */
export interface PersonalSubject {
  readonly personalise: Engine["personalise"];
  readonly generate: (changes: Partial<GenerateRequest>) => Promise<Generation>;
  readonly score: (
    text: string,
    changes: { prompt?: Prompt; personalWeight?: number; register?: string },
  ) => Promise<Scoring>;
}

/** The part of the contract that is about the person's own entries: how they begin, which are in focus, what is copied. */
export function testPersonalContract({ personalise, generate, score }: PersonalSubject): void {
  describe("the person's entries", () => {
    test("[E27] entries begin as others of their register do", async () => {
      const many = (text: string, register: string) =>
        Array.from({ length: 30 }, (_, index) => ({ text: `${text} ${index}`, register }));
      const entries = [...many("hello there", "chat"), ...many("Wind from the east", "diary")];
      await personalise({ entries, startMark: tinyMarks.post });
      const open = [{ text: "Wind from the east" }, { mark: tinyMarks.post }];
      const begin = async (register: string) =>
        (await generate({ prompt: open, register, personalWeight: 0.9, maxTokens: 4 })).text;
      expect(await begin("chat")).toMatch(/^hell/);
      expect(await begin("diary")).toMatch(/^Wind/);
      const likelihood = async (register: string) =>
        together((await score("hello", { prompt: open, register, personalWeight: 0.9 })).tokens);
      expect(await likelihood("chat")).toBeGreaterThan((await likelihood("diary")) * 10);
      expect(await likelihood("letter")).toBeLessThan(await likelihood("chat"));
    });

    test("[E29] entries in focus count before all others", async () => {
      const many = (count: number, text: string) => Array.from({ length: count }, () => ({ text, register: "post" }));
      const others = many(40, "every day the tide comes in");
      const focus = many(20, "every day the tide goes out");
      await personalise({ entries: [...others, ...focus], startMark: tinyMarks.post });
      const go = async (changes: object) =>
        (
          await generate({
            prompt: [{ mark: tinyMarks.post }, { text: "every day the tide" }],
            personalWeight: 1,
            maxTokens: 3,
            ...changes,
          })
        ).text;
      expect(await go({})).toMatch(/^ c/);
      expect(await go({ focus })).toMatch(/^ g/);
    });

    test("[E30] what must be original does not say the same twice", async () => {
      const entries = Array.from({ length: 40 }, () => ({ text: "a b c d ".repeat(12), register: "post" }));
      await personalise({ entries, startMark: tinyMarks.post });
      const prompt = [{ mark: tinyMarks.post }, { text: "a b c d a b c d" }];
      const ask = { prompt, personalWeight: 1, maxTokens: 24 };
      expect((await generate(ask)).text).toContain(" a b c d a b c d");
      const original = await generate({ ...ask, originality: { copiedTokens: 100, repeatedTokens: 4 } });
      const pieces = original.tokens.map((token) => token.text);
      const runs = pieces.slice(3).map((_, at) => pieces.slice(at, at + 4).join("|"));
      expect(new Set(runs).size).toBe(runs.length);
    });
  });
}

function together(tokens: readonly { readonly logProbability: number }[]): number {
  return Math.exp(tokens.reduce((sum, token) => sum + token.logProbability, 0));
}
