import type { StoreApi } from "zustand/vanilla";

import { isAbortError } from "../channel/wire-error.ts";
import type { Engine, LoadRequest, OwnText } from "../engine/engine.ts";
import type { AssistantState, EngineState } from "./assistant.ts";
import { describeError } from "./describe-error.ts";

/** An engine whose thread can be ended. */
export interface MortalEngine extends Engine {
  terminate(): void;
}

export interface EngineKeeperParts {
  /** Starts a new worker. */
  readonly start: () => MortalEngine;
  readonly state: StoreApi<AssistantState>;
  readonly request: Omit<LoadRequest, "device">;
  /** The person's own entries, oldest first, for the engine's personal mixture. */
  readonly ownTexts: () => Promise<readonly OwnText[]>;
  /** The mark before an own entry in the model's prompts. */
  readonly startMark: string;
}

/** Loads the model, keeps it personal, and builds it anew after its worker or its device is gone. */
export interface EngineKeeper {
  /** The engine that runs now; calls before the model is ready reject with `not-loaded`. */
  readonly engine: Engine;
  load(device: LoadRequest["device"]): Promise<void>;
  /** Builds the personal mixture again; several calls while one runs count as one more. */
  personalise(): Promise<void>;
}

/** How often a lost worker or device is rebuilt without the person asking, before the failure is shown instead. */
const maxRestarts = 2;

export function keepEngine(parts: EngineKeeperParts): EngineKeeper {
  const { state } = parts;
  let current = parts.start();
  let restarts = 0;
  let wanted: LoadRequest["device"] = "auto";
  let loading: Promise<void> | undefined;
  let personalising: Promise<void> | undefined;
  let isStale = false;

  const show = (engine: EngineState): void => state.setState({ engine });

  const load = async (device: LoadRequest["device"]): Promise<void> => {
    wanted = device;
    show({ phase: "loading", step: "download", fraction: null });
    try {
      const model = await current.load(
        { ...parts.request, device },
        {
          onEvent: ({ phase, loadedBytes, totalBytes }) =>
            show({ phase: "loading", step: phase, fraction: totalBytes ? loadedBytes / totalBytes : null }),
        },
      );
      show({ phase: "ready", model, isPersonalised: false });
    } catch (error) {
      show({ phase: "failed", error: describeError(error) });
      return;
    }
    // Not awaited: personalising may find the worker dead and load again, which waits for this load to be over.
    void personalise();
  };

  const loadOnce = (device: LoadRequest["device"]): Promise<void> =>
    (loading ??= load(device).finally(() => {
      loading = undefined;
    }));

  const showPersonalised = (isPersonalised: boolean): void => {
    const { engine } = state.getState();
    if (engine.phase === "ready" && engine.isPersonalised !== isPersonalised) show({ ...engine, isPersonalised });
  };

  const personalise = async (): Promise<void> => {
    isStale = true;
    showPersonalised(false);
    personalising ??= (async () => {
      while (isStale && state.getState().engine.phase === "ready") {
        isStale = false;
        try {
          await current.personalise({ entries: await parts.ownTexts(), startMark: parts.startMark });
          if (!isStale) showPersonalised(true);
        } catch (error) {
          if (!isAbortError(error)) await recover(error);
        }
      }
    })().finally(() => {
      personalising = undefined;
    });
    return personalising;
  };

  /** Rebuilds the worker when this error means that it or its device is gone; tells whether it did. */
  const recover = async (error: unknown): Promise<boolean> => {
    const { code } = describeError(error);
    const isGone = code === "worker-died" || code === "device-lost" || code === "out-of-memory";
    if (!isGone) return false;
    if (loading === undefined) {
      if (restarts >= maxRestarts) {
        show({ phase: "failed", error: describeError(error) });
        return false;
      }
      restarts += 1;
      current.terminate();
      current = parts.start();
    }
    // A device that was lost once is not trusted again in this visit.
    await loadOnce(code === "worker-died" ? wanted : "wasm");
    return state.getState().engine.phase === "ready";
  };

  /** Calls once more after a rebuild; when that one dies too, the engine is rebuilt for whoever calls next. */
  const retryOnce = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (isAbortError(error) || !(await recover(error))) throw error;
    }
    try {
      return await call();
    } catch (error) {
      if (!isAbortError(error)) await recover(error);
      throw error;
    }
  };

  return {
    engine: {
      load: (request, options) => current.load(request, options),
      unload: () => current.unload(),
      personalise: (request, options) => retryOnce(() => current.personalise(request, options)),
      generate: (request, options) => retryOnce(() => current.generate(request, options)),
      score: (request, options) => retryOnce(() => current.score(request, options)),
      countTokens: (texts) => retryOnce(() => current.countTokens(texts)),
    },
    async load(device) {
      await loading;
      if (state.getState().engine.phase === "failed") {
        // A failed worker may hold a broken runtime: one rejected run poisons those after it.
        current.terminate();
        current = parts.start();
        restarts = 0;
      }
      await loadOnce(device);
    },
    personalise,
  };
}
