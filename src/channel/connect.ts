import type { CallOptions, Contract, Port, ReplyMessage, RequestMessage } from "./contract.ts";
import { abortError, fromWireError } from "./wire-error.ts";

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onEvent: ((event: never) => void) | undefined;
  readonly detach: () => void;
}

/** The calling side of a worker. */
export interface Channel<C extends Contract<C>> {
  /** Calls a method; rejects with an `AbortError` as soon as `signal` aborts, or with the error of the other side. */
  call<K extends keyof C & string>(
    method: K,
    params: C[K]["params"],
    options?: CallOptions<C[K]["event"]>,
  ): Promise<C[K]["result"]>;
  /** Rejects everything that waits, and every later call, with this error: the other side has died. */
  fail(error: Error): void;
}

/** Opens the calling side of a port that somebody else serves. */
export function connect<C extends Contract<C>>(port: Port): Channel<C> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let failure: Error | undefined;

  const post = (message: RequestMessage, transfer: readonly Transferable[] = []): void =>
    port.postMessage(message, [...transfer]);

  const settle = (id: number): Pending | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    call?.detach();
    return call;
  };

  port.addEventListener("message", (event) => {
    // Null: something else may post to the same port.
    const message = event.data as ReplyMessage | null;
    if (message?.type === "event") pending.get(message.id)?.onEvent?.(message.event as never);
    else if (message?.type === "result") settle(message.id)?.resolve(message.result as never);
    else if (message?.type === "error") settle(message.id)?.reject(fromWireError(message.error));
  });

  return {
    call(method, params, options = {}) {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        if (options.signal?.aborted) return reject(abortError());
        const id = ++lastId;
        const onAbort = (): void => {
          post({ type: "cancel", id });
          settle(id)?.reject(abortError());
        };
        options.signal?.addEventListener("abort", onAbort, { once: true });
        pending.set(id, {
          resolve,
          reject,
          onEvent: options.onEvent,
          detach: () => options.signal?.removeEventListener("abort", onAbort),
        });
        try {
          post({ type: "call", id, method, params }, options.transfer);
        } catch (error) {
          settle(id)?.reject(error);
        }
      });
    },
    fail(error) {
      failure = error;
      for (const id of [...pending.keys()]) settle(id)?.reject(error);
    },
  };
}
