import { type Channel, connect } from "../../channel/connect.ts";
import type { Port } from "../../channel/contract.ts";
import { isAbortError, RemoteError } from "../../channel/wire-error.ts";
import type { PersonaContract } from "./persona-contract.ts";
import type { PersonaService, PersonaStatus } from "./persona-service.ts";

/** The persona worker, seen from the window. */
export interface PersonaClient extends PersonaService {
  terminate(): void;
}

export interface PersonaClientOptions {
  /** Name of the database; the app's own unless told. */
  readonly storeName?: string | undefined;
  readonly onStatus: (status: PersonaStatus) => void;
  /** The worker or the database under it failed; a new client may be started. */
  readonly onFailure: (error: Error & { readonly code: string }) => void;
}

/** Starts the worker; it opens the database itself, builds the persona from it and follows its changes. */
export function startPersona({ storeName, onStatus, onFailure }: PersonaClientOptions): PersonaClient {
  const worker = new Worker(new URL("./persona.worker.ts", import.meta.url), { type: "module", name: "persona" });
  const channel: Channel<PersonaContract> = connect<PersonaContract>(worker as Port);
  const died = (): RemoteError =>
    new RemoteError({ name: "Error", code: "worker-died", message: "The part that knows your words stopped." });
  const following = new AbortController();
  worker.addEventListener("error", () => {
    worker.terminate();
    channel.fail(died());
  });
  channel
    .call("follow", { storeName: storeName ?? null }, { onEvent: onStatus, signal: following.signal })
    .catch((error: unknown) => {
      if (!isAbortError(error)) onFailure(error instanceof RemoteError ? error : died());
    });

  return {
    suggest: (...params) => channel.call("suggest", params),
    findContinuations: (...params) => channel.call("findContinuations", params),
    findPassages: (...params) => channel.call("findPassages", params),
    findShared: (...params) => channel.call("findShared", params),
    judgeStyle: (...params) => channel.call("judgeStyle", params),
    styleDistance: (...params) => channel.call("styleDistance", params),
    ownTexts: (...params) => channel.call("ownTexts", params),
    sampleOwn: (...params) => channel.call("sampleOwn", params),
    terminate() {
      following.abort();
      worker.terminate();
      channel.fail(died());
    },
  };
}
