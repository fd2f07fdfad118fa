import { afterEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";

import { connectEngine } from "../engine/client.ts";
import { startEngineWorker } from "../engine/start-engine-worker.ts";
import { tinyMarks, tinyModelFiles } from "../engine/testing/tiny-model.ts";
import type { AssistantState } from "./assistant.ts";
import { keepEngine } from "./engine-keeper.ts";

const running: Worker[] = [];

afterEach(() => {
  for (const worker of running.splice(0)) worker.terminate();
});

/** Real workers and a real, tiny model; `running` holds every worker that was started, the newest last. */
function setUp(files = tinyModelFiles()) {
  const state = createStore<AssistantState>(() => ({ engine: { phase: "idle" } }) as AssistantState);
  const keeper = keepEngine({
    start() {
      const worker = startEngineWorker();
      running.push(worker);
      return connectEngine(worker);
    },
    state,
    request: { source: { kind: "files", files }, runtimeUrl: "/ort/" },
    ownTexts: () => Promise.resolve([{ text: "the tide does not care" }, { text: "the tide does not wait" }]),
    startMark: tinyMarks.post,
  });
  const phase = () => state.getState().engine.phase;
  const untilPersonal = async () =>
    await expect.poll(() => state.getState().engine, { timeout: 30_000 }).toMatchObject({ isPersonalised: true });
  return { state, keeper, phase, untilPersonal };
}

const request = {
  prompt: [{ mark: tinyMarks.post }, { text: "the tide" }],
  maxTokens: 40,
  sampling: { temperature: 0.9, seed: 3 },
  personalWeight: 0.5,
  priority: "background",
} as const;

test("loads, and makes the model personal by itself", async () => {
  const { state, keeper, untilPersonal } = setUp();
  await keeper.load("wasm");
  await untilPersonal();
  expect(state.getState().engine).toMatchObject({ phase: "ready", model: { device: "wasm" } });
});

test("is not called personal while it learns anew", async () => {
  const { state, keeper, untilPersonal } = setUp();
  await keeper.load("wasm");
  await untilPersonal();
  const [once, twice] = [keeper.personalise(), keeper.personalise()];
  expect(state.getState().engine).toMatchObject({ phase: "ready", isPersonalised: false });
  await Promise.all([once, twice]);
  expect(state.getState().engine).toMatchObject({ phase: "ready", isPersonalised: true });
});

test("a worker that is killed in the middle of a call is started anew, and the call succeeds", async () => {
  const { keeper, phase, untilPersonal } = setUp();
  await keeper.load("wasm");
  await untilPersonal();
  const expected = await keeper.engine.generate(request);

  const interrupted = await keeper.engine.generate(request, { onEvent: () => running[0]?.terminate() });
  expect(running).toHaveLength(2);
  expect(phase()).toBe("ready");
  expect(interrupted.text).not.toBe("");
  // The new worker learns the person again, and says the same as the old one.
  await untilPersonal();
  expect((await keeper.engine.generate(request)).text).toBe(expected.text);
});

test("a worker that dies again and again is given up, in words, until the person asks", async () => {
  const { state, keeper, phase } = setUp();
  await keeper.load("wasm");
  const dying = keeper.engine.generate(request, { onEvent: () => running.at(-1)?.terminate() });
  await expect(dying).rejects.toMatchObject({ code: "worker-died" });
  const dyingAgain = keeper.engine.generate(request, { onEvent: () => running.at(-1)?.terminate() });
  await expect(dyingAgain).rejects.toMatchObject({ code: "worker-died" });
  expect(phase()).toBe("failed");
  expect(state.getState().engine).toMatchObject({ error: { code: "worker-died" } });

  await keeper.load("wasm");
  expect(phase()).toBe("ready");
});

test("a model that cannot be read leaves a failure with its code", async () => {
  const { state, keeper } = setUp({ ...tinyModelFiles(), "model.safetensors": new Uint8Array(20) });
  await keeper.load("auto");
  expect(state.getState().engine).toMatchObject({ phase: "failed", error: { code: "model-damaged" } });
});
