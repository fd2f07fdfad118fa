import type { CallContext, CallOptions } from "../channel/contract.ts";
import { abortError } from "../channel/wire-error.ts";
import type { Engine } from "./engine.ts";
import { createEngineHandlers } from "./worker/engine-handlers.ts";

/** The engine of the worker, run in this thread: for Node (wasm), tests and commands. It blocks while it computes. */
export function createInThreadEngine(): Engine {
  const handlers = createEngineHandlers();
  return {
    load: (request, options) => inThread(handlers.load, request, options),
    unload: async () => void (await inThread(handlers.unload, null)),
    personalise: (request, options) => inThread(handlers.personalise, request, options),
    generate: (request, options) => inThread(handlers.generate, request, options),
    score: (request, options) => inThread(handlers.score, request, options),
    countTokens: (texts) => inThread(handlers.countTokens, texts),
  };
}

/** Calls a handler the way a channel does: it rejects as soon as the signal aborts, and no event follows the reply. */
function inThread<Params, Result, Event>(
  handler: (params: Params, context: CallContext<Event>) => Promise<Result> | Result,
  params: Params,
  options: CallOptions<Event> = {},
): Promise<Result> {
  const { signal, onEvent } = options;
  if (signal?.aborted) return Promise.reject(abortError());
  return new Promise<Result>((resolve, reject) => {
    const controller = new AbortController();
    let isOpen = true;
    const close = (settle: () => void): void => {
      isOpen = false;
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = (): void => {
      const error = abortError();
      close(() => reject(error));
      controller.abort(error);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    const emit = (event: Event): void => {
      if (isOpen) onEvent?.(event);
    };
    Promise.resolve()
      .then(() => handler(params, { signal: controller.signal, emit }))
      .then(
        (result) => close(() => resolve(result)),
        (error: unknown) => close(() => reject(error as Error)),
      );
  });
}
