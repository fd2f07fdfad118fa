import { connect, type Channel } from "../channel/connect.ts";
import type { CallOptions } from "../channel/contract.ts";
import { isAbortError } from "../channel/wire-error.ts";
import type { Engine } from "./engine.ts";
import { EngineError, engineErrorCodes, type EngineErrorCode } from "./errors.ts";
import type { EngineWorkerContract } from "./protocol.ts";

/** An engine in a worker, and the way to end it. */
export interface EngineClient extends Engine {
  /** Ends the worker; whatever waits, and every later call, rejects with `worker-died`. */
  terminate(): void;
}

/*
 * [Note: how a death is noticed] A worker that is terminated, or that the browser kills for its memory, sends nothing: its
 * callers would wait for ever. So the worker takes a Web Lock of a name that only this client knows, and the client asks
 * for the same lock: it is granted when the holder is gone, whatever the reason was.
 */

/** Calls an engine that runs in this worker; errors come back as `EngineError` with their code. */
export function connectEngine(worker: Worker): EngineClient {
  const channel = connect<EngineWorkerContract>(worker);
  const die = (reason: string): void => {
    worker.terminate();
    channel.fail(new EngineError("worker-died", `The engine's worker ended: ${reason}.`));
  };
  worker.addEventListener("error", (event) => die(event.message || "its script could not be run"));
  worker.addEventListener("messageerror", () => die("a message could not be read"));
  watch(channel, die);

  const call = async <K extends keyof EngineWorkerContract>(
    method: K,
    params: EngineWorkerContract[K]["params"],
    options?: CallOptions<EngineWorkerContract[K]["event"]>,
  ): Promise<EngineWorkerContract[K]["result"]> => {
    try {
      return await channel.call(method, params, options);
    } catch (error) {
      throw toEngineError(error);
    }
  };
  return {
    load: (request, options) => call("load", request, options),
    unload: async () => void (await call("unload", null)),
    personalise: (request, options) => call("personalise", request, options),
    generate: (request, options) => call("generate", request, options),
    score: (request, options) => call("score", request, options),
    countTokens: (texts) => call("countTokens", texts),
    terminate: () => die("it was ended on purpose"),
  };
}

function watch(channel: Channel<EngineWorkerContract>, die: (reason: string) => void): void {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return;
  const lockName = `selfsame-engine-${crypto.randomUUID()}`;
  channel
    .call("watch", { lockName })
    .then(() => locks.request(lockName, () => die("it stopped answering")))
    // A rejection here means that the channel has failed already, which every call reports for itself.
    .catch(() => undefined);
}

function toEngineError(error: unknown): unknown {
  if (isAbortError(error) || error instanceof EngineError || !(error instanceof Error)) return error;
  const code = "code" in error && isEngineErrorCode(error.code) ? error.code : "unexpected";
  return new EngineError(code, error.message, { cause: error });
}

function isEngineErrorCode(code: unknown): code is EngineErrorCode {
  return (engineErrorCodes as readonly unknown[]).includes(code);
}
