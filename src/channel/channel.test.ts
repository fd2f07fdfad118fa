import { afterEach, describe, expect, test } from "vitest";

import { connect, type Channel } from "./connect.ts";
import type { Handlers, Port } from "./contract.ts";
import { serve } from "./serve.ts";
import { RemoteError } from "./wire-error.ts";

interface TestContract {
  readonly double: { readonly params: number; readonly result: number; readonly event: never };
  readonly count: { readonly params: number; readonly result: string; readonly event: number };
  readonly fail: { readonly params: unknown; readonly result: null; readonly event: never };
  readonly wait: { readonly params: null; readonly result: null; readonly event: string };
  readonly oddResult: { readonly params: null; readonly result: unknown; readonly event: never };
  readonly take: { readonly params: Uint8Array; readonly result: Uint8Array; readonly event: never };
}

class CodedError extends Error {
  readonly code = "too-odd";
}

const aborted: string[] = [];
const handlers: Handlers<TestContract> = {
  double: (params) => params * 2,
  count: async (params, { emit }) => {
    for (let i = 1; i <= params; i++) emit(i);
    setTimeout(() => emit(-1), 0);
    return "counted";
  },
  fail: (params) => {
    throw params === "coded" ? new CodedError("It is odd.") : params;
  },
  wait: (_, { signal, emit }) => {
    emit("waiting");
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        aborted.push("abort");
        reject(signal.reason as Error);
      });
    });
  },
  oddResult: () => () => "a function cannot be cloned",
  take: (params) => params,
};

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
  aborted.length = 0;
});

/** Both sides, joined by a real message channel. */
function join(): {
  channel: Channel<TestContract>;
  stop: () => void;
  log: unknown[];
  near: MessagePort;
  far: MessagePort;
} {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const log: unknown[] = [];
  port1.addEventListener("message", (event) => log.push(event.data));
  const channel = connect<TestContract>(port1 as unknown as Port);
  const stop = serve<TestContract>(port2 as unknown as Port, handlers);
  port1.start();
  port2.start();
  return { channel, stop, log, near: port1, far: port2 };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe("channel", () => {
  test("[C1] every call gets its own result, whatever the order", async () => {
    const { channel } = join();
    const calls = [1, 2, 3].map((number) => channel.call("double", number));
    expect(await Promise.all(calls)).toEqual([2, 4, 6]);
  });

  test("[C2] events come in order before the result, and none after it", async () => {
    const { channel, log } = join();
    const events: number[] = [];
    expect(await channel.call("count", 3, { onEvent: (event) => events.push(event) })).toBe("counted");
    await settle();
    expect(events).toEqual([1, 2, 3]);
    expect((log.at(-1) as { type: string }).type).toBe("result");
  });

  test("[C3] what a handler throws arrives as an error with its code", async () => {
    const { channel } = join();
    const coded = channel.call("fail", "coded");
    await expect(coded).rejects.toBeInstanceOf(RemoteError);
    await expect(coded).rejects.toMatchObject({ code: "too-odd", message: "It is odd." });
    await expect(channel.call("fail", "a string")).rejects.toMatchObject({ code: "unexpected", message: "a string" });
    await expect(channel.call("nothing" as "wait", null)).rejects.toMatchObject({ code: "unknown-method" });
    await expect(channel.call("toString" as "wait", null)).rejects.toMatchObject({ code: "unknown-method" });
  });

  test("[C4] a result or a parameter that cannot be cloned is an error of that call only", async () => {
    const { channel, log } = join();
    await expect(channel.call("oddResult", null)).rejects.toMatchObject({ code: "unexpected" });
    await expect(channel.call("fail", () => "not cloneable")).rejects.toMatchObject({ name: "DataCloneError" });
    expect(await channel.call("double", 4)).toBe(8);
    expect(log.filter((message) => (message as { id: number }).id === 1)).toHaveLength(1);
  });

  test("[C5] a cancel rejects at once, is heard on the other side, and its late reply is dropped", async () => {
    const { channel, log } = join();
    const controller = new AbortController();
    const call = channel.call("wait", null, { signal: controller.signal, onEvent: () => controller.abort() });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    await settle();
    expect(aborted).toEqual(["abort"]);
    expect(log.at(-1)).toMatchObject({ type: "error", error: { name: "AbortError" } });
    const late = channel.call("double", 1, { signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ name: "AbortError" });
  });

  test("[C6] a dead other side rejects what waits and every later call", async () => {
    const { channel } = join();
    const call = channel.call("wait", null);
    channel.fail(new Error("It died."));
    await expect(call).rejects.toThrow("It died.");
    await expect(channel.call("double", 1)).rejects.toThrow("It died.");
  });

  test("[C7] who stops serving aborts what runs and hears nothing more", async () => {
    const { channel, stop } = join();
    const call = channel.call("wait", null, { onEvent: stop });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    const unheard = await Promise.race([channel.call("double", 1), settle().then(() => "silence")]);
    expect(unheard).toBe("silence");
  });

  test("[C8] what is transferred is moved, not copied", async () => {
    const { channel } = join();
    const bytes = Uint8Array.of(1, 2, 3);
    const result = await channel.call("take", bytes, { transfer: [bytes.buffer] });
    expect([...result]).toEqual([1, 2, 3]);
    expect(bytes.length).toBe(0);
  });

  test("[C9] a stranger's message is ignored, on both sides", async () => {
    const { channel, near, far } = join();
    for (const message of [null, "hello", 5, {}, { type: "result", id: 99 }, { type: "cancel", id: 99 }]) {
      far.postMessage(message);
      near.postMessage(message);
    }
    await settle();
    expect(await channel.call("double", 2)).toBe(4);
  });
});
