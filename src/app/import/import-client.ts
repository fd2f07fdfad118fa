import { type Channel, connect } from "../../channel/connect.ts";
import type { Port } from "../../channel/contract.ts";
import { abortError, RemoteError } from "../../channel/wire-error.ts";
import { ImportError, type ImportErrorCode } from "../../log/errors.ts";
import type { ImportCallOptions, ImportOutcome, ImportPreview } from "../import-desk.ts";
import type { ImportContract } from "./import-contract.ts";

/** How long a cancelled import may take to end its batch before its worker is ended. */
const stopPatienceMs = 5_000;

/** The main thread's side of the import worker, which is started when it is needed and again after its death. */
export interface ImportClient {
  preview(params: ImportContract["preview"]["params"], options: ImportCallOptions): Promise<ImportPreview>;
  keep(params: ImportContract["keep"]["params"], options: ImportCallOptions): Promise<ImportOutcome>;
  /** Ends the worker at once, as a killed tab would; calls reject with `worker-died`. */
  terminate(): void;
}

/** Makes a client; no worker runs before its first call. */
export function createImportClient(): ImportClient {
  let current: { readonly worker: Worker; readonly channel: Channel<ImportContract> } | undefined;

  const end = (error: Error): void => {
    current?.worker.terminate();
    current?.channel.fail(error);
    current = undefined;
  };
  const channel = (): Channel<ImportContract> => {
    if (current === undefined) {
      const worker = new Worker(new URL("./import.worker.ts", import.meta.url), { type: "module", name: "import" });
      const started = { worker, channel: connect<ImportContract>(worker as Port) };
      const endThis = (): void => (current === started ? end(died()) : started.channel.fail(died()));
      worker.addEventListener("error", endThis);
      watch(started.channel, endThis);
      current = started;
    }
    return current.channel;
  };

  return {
    preview: (params, { signal, onProgress }) =>
      channel().call("preview", params, { signal, onEvent: onProgress }).catch(rethrow),
    async keep(params, { signal, onProgress }) {
      signal?.throwIfAborted();
      const port = channel();
      let timer: ReturnType<typeof setTimeout> | undefined;
      // Rejecting before the worker has stopped would let an undo race with the batch that is still being written.
      const stop = (): void => {
        port.call("stop", { importId: params.importId }).catch(() => undefined);
        timer = setTimeout(() => end(abortError()), stopPatienceMs);
      };
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return await port.call("keep", params, { onEvent: onProgress }).catch(rethrow);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
      }
    },
    terminate: () => end(died()),
  };
}

/** A worker that the browser ends for its memory tells nobody: the lock that it held becomes free. */
function watch(channel: Channel<ImportContract>, onDeath: () => void): void {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return;
  const lockName = `selfsame-import-${crypto.randomUUID()}`;
  channel
    .call("watch", { lockName })
    .then(() => locks.request(lockName, onDeath))
    // The channel has failed already, which every call reports for itself.
    .catch(() => undefined);
}

function died(): ImportError {
  return new ImportError(
    "worker-died",
    "The import stopped unexpectedly. What was kept so far is safe; start it again.",
  );
}

/** Errors of the log get their class back; those of the store keep their code. */
function rethrow(error: unknown): never {
  if (error instanceof RemoteError && error.name === "ImportError") {
    throw new ImportError(error.code as ImportErrorCode, error.message, { cause: error });
  }
  throw error;
}
