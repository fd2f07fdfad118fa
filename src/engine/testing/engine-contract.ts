import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Device } from "../../model/compiled-model.ts";
import type { Engine, GenerateRequest, LoadProgress, LoadRequest, Prompt } from "../engine.ts";
import { testPersonalContract } from "./personal-contract.ts";
import { tinyMarks, tinyModelFiles } from "./tiny-model.ts";

/** One way to run the engine that the contract must hold for. */
export interface EngineSubject {
  readonly name: string;
  readonly device: Device;
  readonly open: () => Engine;
  readonly close?: (engine: Engine) => void;
}

const prompt: Prompt = [{ mark: tinyMarks.post }, { text: "When the harbour froze, an" }];
const greedy = { temperature: 0 } as const;
const mixed = { temperature: 1, seed: 11 } as const;

/** Registers the tests that every engine passes, whatever thread and device it runs on. */
export function testEngineContract(subject: EngineSubject): void {
  describe(`engine contract: ${subject.name}`, () => {
    let engine: Engine;
    const request = (files = tinyModelFiles()): LoadRequest => ({
      source: { kind: "files", files },
      device: subject.device,
      runtimeUrl: "/ort/",
    });
    const generate = (changes: Partial<GenerateRequest> = {}, signal?: AbortSignal, onText?: (text: string) => void) =>
      engine.generate(
        { prompt, maxTokens: 12, sampling: greedy, priority: "completion", ...changes },
        { signal, onEvent: onText && ((event) => onText(event.text)) },
      );
    const score = (text: string, changes: { prompt?: Prompt; personalWeight?: number; register?: string } = {}) =>
      engine.score({ prompt, text, priority: "background", ...changes });

    beforeAll(() => {
      engine = subject.open();
    });
    afterAll(() => subject.close?.(engine));

    describe("loading", () => {
      test("[E1] without a model every call is refused with not-loaded", async () => {
        await expect(generate()).rejects.toMatchObject({ name: "EngineError", code: "not-loaded" });
        await expect(score("a")).rejects.toMatchObject({ code: "not-loaded" });
        await expect(engine.countTokens(["a"])).rejects.toMatchObject({ code: "not-loaded" });
        await expect(engine.personalise({ entries: [] })).rejects.toMatchObject({ code: "not-loaded" });
      });

      test.each([
        ["model-missing", "config.json", undefined],
        ["model-missing", "tokenizer.json", undefined],
        ["model-missing", "model.safetensors", undefined],
        ["model-damaged", "config.json", (bytes: Uint8Array) => bytes.slice(0, 40)],
        ["model-damaged", "tokenizer.json", (bytes: Uint8Array) => bytes.slice(0, 400)],
        ["model-damaged", "model.safetensors", (bytes: Uint8Array) => bytes.slice(0, bytes.length - 1000)],
        ["model-damaged", "model.safetensors", () => new Uint8Array(64).fill(255)],
        ["model-unsupported", "config.json", (bytes: Uint8Array) => replaceText(bytes, '"llama"', '"mamba"')],
        ["model-unsupported", "tokenizer.json", (bytes: Uint8Array) => replaceText(bytes, '"BPE"', '"Unigram"')],
      ])("[E2] %s when %s is not what it should be", async (code, name, damage) => {
        const files: Record<string, Uint8Array<ArrayBuffer>> = tinyModelFiles();
        const file = files[name] as Uint8Array;
        delete files[name];
        if (damage !== undefined) files[name] = Uint8Array.from(damage(file));
        await expect(engine.load(request(files))).rejects.toMatchObject({ name: "EngineError", code });
        await expect(generate()).rejects.toMatchObject({ code: "not-loaded" });
      });

      test("[E3] a load that is cancelled rejects with AbortError and leaves nothing behind", async () => {
        const controller = new AbortController();
        const load = engine.load(request(), { signal: controller.signal, onEvent: () => controller.abort() });
        await expect(load).rejects.toMatchObject({ name: "AbortError" });
        await expect(generate()).rejects.toMatchObject({ code: "not-loaded" });
      });

      test("[E4] progress never goes back, and the model says what it is", async () => {
        const steps: LoadProgress[] = [];
        const info = await engine.load(request(), { onEvent: (step) => steps.push(step) });
        const order = ["download", "compile", "verify"];
        const places = steps.map((step) => order.indexOf(step.phase) * 1e12 + step.loadedBytes);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(steps.map((step) => step.phase)).toContain("compile");
        expect(info).toMatchObject({ device: subject.device, vocabularySize: 300, contextTokens: 128, downgrades: [] });
        expect(info.loadMs).toBeGreaterThan(0);
      });
    });

    describe("generating", () => {
      test("[E5] the events together are the text, and so are the tokens", async () => {
        let streamed = "";
        const result = await generate({ sampling: mixed, maxTokens: 20 }, undefined, (text) => (streamed += text));
        expect(result.text.length).toBeGreaterThan(0);
        expect(streamed).toBe(result.text);
        expect(result.tokens.map((token) => token.text).join("")).toBe(result.text);
        expect(result.tokens.every((token) => token.logProbability <= 0)).toBe(true);
      });

      test("[E6] a seed repeats its text, another seed does not", async () => {
        const first = await generate({ sampling: mixed, maxTokens: 20 });
        const again = await generate({ sampling: mixed, maxTokens: 20 });
        const other = await generate({ sampling: { ...mixed, seed: 12 }, maxTokens: 20 });
        expect(again.text).toBe(first.text);
        expect(other.text).not.toBe(first.text);
      });

      test("[E7] greedy takes the token that scoring finds likeliest", async () => {
        const { tokens } = await generate({ maxTokens: 1 });
        const best = tokens[0]?.logProbability ?? Number.NaN;
        const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
        let closest = -Infinity;
        for (const text of printable) {
          const scored = await score(text);
          closest = Math.max(closest, scored.tokens[0]?.logProbability ?? -Infinity);
        }
        expect(closest).toBeLessThanOrEqual(best + 1e-3);
        expect(closest).toBeGreaterThan(best - 25);
      });

      test("[E8] the probabilities of generating are those of scoring", async () => {
        // No token joins these letters, so the forced text has one tokenisation only.
        const forced = await generate({ forcedPrefix: "zqxw", maxTokens: 1 });
        const scored = await score("zqxw");
        expect(scored.tokens).toHaveLength(4);
        for (const [index, token] of scored.tokens.entries()) {
          expect(forced.tokens[index]?.logProbability).toBeCloseTo(token.logProbability, 3);
        }
      });

      test("[E9] a forced prefix begins the output, also inside of longer tokens", async () => {
        for (const forcedPrefix of [" be", " beca", " Zürich", "the 😀", "<|end|>"]) {
          const result = await generate({ forcedPrefix, maxTokens: 3, sampling: mixed });
          expect(result.text.startsWith(forcedPrefix)).toBe(true);
        }
      });

      test("[E10] a stop text ends the output before it, and is not looked for in the forced prefix", async () => {
        const whole = await generate({ sampling: mixed, maxTokens: 20 });
        const middle = whole.text.slice(4, 6);
        const cut = await generate({ sampling: mixed, maxTokens: 20, stop: { texts: [middle] } });
        expect(cut.finish).toBe("stop");
        expect(cut.text).toBe(whole.text.slice(0, whole.text.indexOf(middle)));
        expect(cut.tokens.map((token) => token.text).join("")).toBe(cut.text);
        const forced = await generate({ forcedPrefix: "a\nb", maxTokens: 1, stop: { texts: ["\n"] } });
        expect(forced.text.startsWith("a\nb")).toBe(true);
      });

      test("[E11] it stops when no token is likely enough", async () => {
        const { tokens } = await generate({ maxTokens: 1 });
        const best = Math.exp(tokens[0]?.logProbability ?? 0);
        const stopped = await generate({ maxTokens: 5, stop: { minProbability: Math.min(1, best * 1.01) } });
        expect(stopped).toMatchObject({ text: "", finish: "stop", tokens: [] });
        expect((await generate({ maxTokens: 1, stop: { minProbability: best * 0.99 } })).tokens).toHaveLength(1);
      });

      test("[E11] it stops where all tokens together would be too unlikely", async () => {
        const { tokens } = await generate({ maxTokens: 3 });
        const [one, two] = [1, 2].map((count) => together(tokens.slice(0, count))) as [number, number];
        const stopped = await generate({ maxTokens: 3, stop: { minTogether: (one + two) / 2 } });
        expect(stopped.tokens).toHaveLength(1);
        expect(stopped.finish).toBe("stop");
      });

      test("[E28] tells how likely the forced prefix was, in whatever tokens it comes", async () => {
        // No token joins these letters, so there is one way to write them; " be" may be inside of a longer token.
        const begun = together((await score("zqx")).tokens);
        const { tokens, forcedLogProbability } = await generate({ forcedPrefix: "zqx", maxTokens: 1 });
        expect(together(tokens.slice(0, 3))).toBeCloseTo(begun, 4);
        expect(Math.exp(forcedLogProbability)).toBeGreaterThanOrEqual(begun * 0.999);
        const healed = await generate({ forcedPrefix: " be", maxTokens: 1 });
        expect(together(healed.tokens)).toBeLessThan(Math.exp(healed.forcedLogProbability));
        expect((await generate({ maxTokens: 1 })).forcedLogProbability).toBe(0);
      });

      test("[E28] says how likely it is that a word is over", async () => {
        const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
        const { tokens, endBreakProbability } = await generate({ maxTokens: 1, stop: { minProbability: 1 } });
        expect(tokens).toEqual([]);
        let goesOn = 0;
        for (const text of printable.filter((each) => /^[a-z0-9']/iu.test(each))) {
          goesOn += Math.exp((await score(text)).tokens[0]?.logProbability ?? -Infinity);
        }
        // Longer tokens and letters beyond ASCII go on with a word as well.
        expect(endBreakProbability).toBeLessThanOrEqual(1 - goesOn + 1e-3);
        expect(endBreakProbability).toBeGreaterThan(0);
        expect((await generate({ maxTokens: 1 })).endBreakProbability).toBeNull();
      });

      test("[E12] marks that are spelled out in text stay text", async () => {
        const spelled = await generate({ prompt: [{ text: tinyMarks.end }], maxTokens: 1 });
        const marked = await generate({ prompt: [{ mark: tinyMarks.end }], maxTokens: 1 });
        expect(spelled.promptTokens).toBe(tinyMarks.end.length);
        expect(marked.promptTokens).toBe(1);
        expect(await engine.countTokens([tinyMarks.end, tinyMarks.post, ""])).toEqual([7, 8, 0]);
        const unknown = generate({ prompt: [{ mark: "<|nobody|>" }] });
        await expect(unknown).rejects.toMatchObject({ code: "bad-request" });
      });

      test("[E13] what a text shares with the one before is not run again, and nothing changes by it", async () => {
        const long: Prompt = [...prompt, { text: " he saw the boats go out" }];
        const edited: Prompt = [...prompt, { text: " he saw the girls go out" }];
        await generate({ prompt: [{ text: "something else" }] });
        const fresh = await generate({ prompt: long });
        expect(fresh.reusedTokens).toBe(0);
        await generate({ prompt: [{ text: "something else" }] });
        const before = await generate({ prompt });
        const typed = await generate({ prompt: long });
        expect(typed.reusedTokens).toBeGreaterThanOrEqual(before.promptTokens - 1);
        expect(typed.text).toBe(fresh.text);
        const changed = await generate({ prompt: edited });
        expect(changed.reusedTokens).toBeGreaterThan(before.promptTokens);
        expect(changed.reusedTokens).toBeLessThan(changed.promptTokens - 5);
        const again = await generate({ prompt: long });
        expect(again.text).toBe(fresh.text);
        again.tokens.forEach((token, index) =>
          expect(token.logProbability).toBeCloseTo(fresh.tokens[index]?.logProbability ?? Number.NaN, 3),
        );
      });

      test("[E14] what does not fit is refused with the sizes", async () => {
        const refused = generate({ prompt: [{ text: "x".repeat(200) }] });
        await expect(refused).rejects.toMatchObject({
          code: "prompt-too-long",
          message: expect.stringMatching(/200.*12.*128/),
        });
        await expect(generate({ maxTokens: 0 })).rejects.toMatchObject({ code: "bad-request" });
      });
    });

    describe("the queue", () => {
      test("[E15] a cancel rejects with AbortError at once, and the engine goes on working", async () => {
        const expected = await generate();
        const controller = new AbortController();
        const cancelled = generate({ maxTokens: 90, sampling: mixed }, controller.signal, () => controller.abort());
        await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
        await expect(generate({}, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
        expect((await generate()).text).toBe(expected.text);
      });

      test("[E16] calls at the same time each get their own result", async () => {
        const one = { prompt: [{ text: "one the an" }], sampling: mixed };
        const two = { prompt: [{ text: "two in on" }], sampling: mixed };
        const alone = [await generate(one), await generate(two), await score("three")];
        const together = await Promise.all([generate(one), generate(two), score("three"), generate(one)]);
        expect(together[0].text).toBe(alone[0] && "text" in alone[0] && alone[0].text);
        expect(together[1].text).toBe(alone[1] && "text" in alone[1] && alone[1].text);
        expect(together[3].text).toBe(together[0].text);
        expect(together[2].tokens).toHaveLength(alone[2]?.tokens.length ?? -1);
      });

      test("[E17] a completion overtakes background work, which then goes on as if nothing had been", async () => {
        const long = { maxTokens: 30, sampling: { temperature: 1, seed: 3 }, priority: "background" } as const;
        const alone = await generate(long);
        const order: string[] = [];
        let completion: Promise<unknown> | undefined;
        const overtaken = await generate(long, undefined, () => {
          completion ??= generate({ prompt: [{ text: "quick" }], maxTokens: 2 }).then(() => order.push("completion"));
        }).then((result) => {
          order.push("background");
          return result;
        });
        await completion;
        expect(overtaken.text).toBe(alone.text);
        expect(order).toEqual(["completion", "background"]);
      });
    });

    describe("scoring", () => {
      test("[E18] the tokens cover the text exactly, characters of several tokens included", async () => {
        const text = "Grüße, 😀 an the 漢字 — «he»\r\n\tend\u{FEFF} é";
        const { tokens } = await score(text);
        expect(tokens.map((token) => text.slice(token.start, token.end)).join("")).toBe(text);
        tokens.forEach((token, index) => {
          expect(token.text).toBe(text.slice(token.start, token.end));
          expect(token.start).toBe(tokens[index - 1]?.end ?? 0);
          expect(Number.isFinite(token.logProbability)).toBe(true);
        });
        expect((await score("")).tokens).toEqual([]);
      });

      test("[E19] a text longer than the context is scored in windows", async () => {
        const text = "the boats go out in the dark and come back ".repeat(7);
        const whole = await score(text);
        expect(whole.tokens.length).toBeGreaterThan(128);
        expect(whole.tokens.map((token) => token.text).join("")).toBe(text);
        const start = await score(text.slice(0, 43));
        start.tokens.slice(0, 20).forEach((token, index) => {
          expect(whole.tokens[index]?.logProbability).toBeCloseTo(token.logProbability, 3);
        });
        const full = score(text, { prompt: [{ text: "x".repeat(127) }] });
        await expect(full).rejects.toMatchObject({ code: "prompt-too-long" });
      });

      test("[E20] the person's own entries make their words likelier, in scoring and in generating", async () => {
        const own = "my zebra quilts jump over the fjord";
        const plain = total(await score(own));
        const progress: number[] = [];
        const entries = Array.from({ length: 50 }, (_, index) => ({ text: `${own} ${index}` }));
        const built = await engine.personalise({ entries }, { onEvent: ({ done }) => progress.push(done) });
        expect(built.tokens).toBeGreaterThan(50 * 20);
        expect(progress.at(-1)).toBe(50);
        expect(total(await score(own))).toBeCloseTo(plain, 2);
        expect(total(await score(own, { personalWeight: 0.9 }))).toBeGreaterThan(plain + 20);
        const asked: Partial<GenerateRequest> = { prompt: [{ text: "my zebra quilts" }], maxTokens: 10 };
        expect((await generate({ ...asked, personalWeight: 0.9 })).text).toMatch(/^ jump over/);
        expect((await generate(asked)).text).not.toMatch(/^ jump over/);
      });
    });

    testPersonalContract({ personalise: (ask) => engine.personalise(ask), generate, score });

    test("[E21] unloading forgets the model, and it can be loaded again", async () => {
      const expected = await generate();
      await engine.unload();
      await expect(generate()).rejects.toMatchObject({ code: "not-loaded" });
      await engine.unload();
      // What is called while a model is loaded waits for it.
      const [, counts, generation] = await Promise.all([engine.load(request()), engine.countTokens(["a"]), generate()]);
      expect(counts).toEqual([1]);
      expect(generation.text).toBe(expected.text);
    });
  });
}

function together(tokens: readonly { readonly logProbability: number }[]): number {
  return Math.exp(total({ tokens }));
}

function total({ tokens }: { readonly tokens: readonly { readonly logProbability: number }[] }): number {
  return tokens.reduce((sum, token) => sum + token.logProbability, 0);
}

function replaceText(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(from, to));
}
