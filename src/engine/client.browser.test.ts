import { describe, expect, onTestFinished, test, vi } from "vitest";

import { connectEngine, type EngineClient } from "./client.ts";
import type { Engine } from "./engine.ts";
import { createInThreadEngine } from "./in-thread.ts";
import { startEngineWorker } from "./start-engine-worker.ts";
import { testEngineContract } from "./testing/engine-contract.ts";
import { tinyMarks, tinyModelFiles } from "./testing/tiny-model.ts";

const open = (): EngineClient => connectEngine(startEngineWorker());
const close = (engine: Engine): void => (engine as EngineClient).terminate();

testEngineContract({ name: "in a worker, wasm", device: "wasm", open, close });
testEngineContract({ name: "in a worker, WebGPU", device: "webgpu", open, close });

describe("the engine's worker", () => {
  const load = (engine: Engine) =>
    engine.load({ source: { kind: "files", files: tinyModelFiles() }, device: "wasm", runtimeUrl: "/ort/" });
  const long = {
    prompt: [{ mark: tinyMarks.post }],
    maxTokens: 100,
    sampling: { temperature: 1, seed: 4 },
    priority: "background",
  } as const;

  test("[E22] a worker that dies rejects what waits, and every later call, with worker-died", async () => {
    const worker = startEngineWorker();
    const engine = connectEngine(worker);
    await load(engine);
    // Killed from outside: nobody tells the client.
    const waiting = engine.generate(long, { onEvent: () => worker.terminate() });
    await expect(waiting).rejects.toMatchObject({ name: "EngineError", code: "worker-died" });
    await expect(engine.countTokens(["a"])).rejects.toMatchObject({ code: "worker-died" });
  });

  test("[E22] a worker whose script cannot be run rejects with worker-died", async () => {
    const engine = connectEngine(new Worker("/no-such-script.js", { type: "module" }));
    await expect(load(engine)).rejects.toMatchObject({ name: "EngineError", code: "worker-died" });
  });

  test("[E23] everything comes from the own origin, and no blob: address and no further worker is made", async () => {
    // In the page, where what is fetched and made can be watched; the worker runs the same code. The browser notes no more
    // than 250 addresses unless it is told to, and those of the tests before stand there already.
    performance.setResourceTimingBufferSize(10_000);
    performance.clearResourceTimings();
    onTestFinished(() => void vi.restoreAllMocks());
    const createObjectUrl = vi.spyOn(URL, "createObjectURL");
    const startWorker = vi.spyOn(globalThis, "Worker");
    const engine = createInThreadEngine();
    await load(engine);
    await engine.generate(long);
    const addresses = performance.getEntriesByType("resource").map((entry) => entry.name);
    expect(addresses).toContainEqual(expect.stringMatching(/\/ort\/ort-wasm-simd-threaded\.jspi\.wasm$/));
    expect(addresses.filter((address) => new URL(address).origin !== location.origin)).toEqual([]);
    expect(createObjectUrl).not.toHaveBeenCalled();
    expect(startWorker).not.toHaveBeenCalled();
    await engine.unload();
  });

  test("[E26] a runtime that cannot be read is device-unavailable, and the next load may find it", async () => {
    const engine = open();
    const request = { source: { kind: "files", files: tinyModelFiles() }, device: "wasm" } as const;
    const missing = engine.load({ ...request, runtimeUrl: "/no-such-folder/" });
    await expect(missing).rejects.toMatchObject({ name: "EngineError", code: "device-unavailable" });
    const foreign = engine.load({ ...request, runtimeUrl: "https://cdn.example/ort/" });
    await expect(foreign).rejects.toMatchObject({ code: "bad-request" });
    expect((await load(engine)).device).toBe("wasm");
    engine.terminate();
  });

  test("[E24] a software adapter is not chosen by itself, and the model says why", async () => {
    const engine = open();
    const info = await engine.load({
      source: { kind: "files", files: tinyModelFiles() },
      device: "auto",
      runtimeUrl: "/ort/",
    });
    expect(info.device).toBe("wasm");
    expect(info.downgrades).toEqual([expect.stringContaining("software")]);
    engine.terminate();
  });

  test("[E25] the starter model is read from its address, with the bytes that came, and writes words", async () => {
    const engine = open();
    const totals: (number | null)[] = [];
    const info = await engine.load(
      { source: { kind: "url", baseUrl: "/models/starter/" }, device: "wasm", runtimeUrl: "/ort/" },
      { onEvent: (step) => step.phase === "download" && totals.push(step.totalBytes) },
    );
    expect(info).toMatchObject({ name: "starter", parameters: 6_524_160, dtype: "fp32" });
    expect(totals.at(-1)).toBeGreaterThan(3_000_000);
    const text = "We went down to the harbour this morning and the boats were still there.";
    const { tokens } = await engine.score({ prompt: [{ mark: "<|post|>" }], text, priority: "background" });
    const bits = -tokens.reduce((sum, token) => sum + token.logProbability, 0) / Math.LN2;
    expect(bits / text.length).toBeLessThan(2);
    engine.terminate();
  });

  test("[E2] files that a server does not have are model-missing, also when it answers with a page", async () => {
    const engine = open();
    for (const baseUrl of ["/no-such-model/", "http://localhost:1/"]) {
      const missing = engine.load({ source: { kind: "url", baseUrl }, device: "wasm", runtimeUrl: "/ort/" });
      await expect(missing).rejects.toMatchObject({ name: "EngineError", code: "model-missing" });
    }
    engine.terminate();
  });
});
