import type { PageMessage, WorkerMessage } from "./messages.ts";
import { allowOwnScriptsOnly } from "./trusted-types.ts";

// The policy must stand before the composition root makes its first worker: while its imports are read is early enough.
allowOwnScriptsOnly();

/** How far the app is from working without a network. */
export type OfflineState =
  /** This browser, or this window, keeps nothing: the app works, but only while it is served. */
  | { readonly phase: "unsupported" }
  | { readonly phase: "preparing"; readonly doneBytes: number; readonly totalBytes: number | null }
  | { readonly phase: "ready" }
  /** Everything of a newer version is in; it begins when all pages are closed, or with `useNewVersion`. */
  | { readonly phase: "new-version" }
  | { readonly phase: "failed"; readonly message: string };

/** What a screen may show and do about working offline. */
export interface Offline {
  getState(): OfflineState;
  /** Calls back after every change; returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** Reloads the page with the new version. */
  useNewVersion(): void;
}

/** Registers the service worker of the built app and watches it. Call it once, after the app has begun to load. */
export function registerServiceWorker(url = "/service-worker.js"): Offline {
  const listeners = new Set<() => void>();
  let state: OfflineState = { phase: "preparing", doneBytes: 0, totalBytes: null };
  let registration: ServiceWorkerRegistration | undefined;

  const set = (next: OfflineState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const offline: Offline = {
    getState: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    useNewVersion: () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      tell(registration?.waiting, { type: "take-over" });
    },
  };

  // Some browsers leave the property out in private windows; the types do not know that.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined) {
    set({ phase: "unsupported" });
    return offline;
  }

  const watch = (worker: ServiceWorker): void => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && container.controller !== null) set({ phase: "new-version" });
      else if (worker.state === "activated") set({ phase: "ready" });
      else if (worker.state === "redundant" && state.phase === "preparing") {
        set({ phase: "failed", message: "Not every file could be kept. Is there enough free disk space?" });
      }
    });
  };

  container.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
    const { type, doneBytes, totalBytes } = data;
    if (type === "progress" && state.phase === "preparing") set({ phase: "preparing", doneBytes, totalBytes });
  });

  container.register(url, { updateViaCache: "none" }).then(
    (registered) => {
      registration = registered;
      if (registered.active !== null) set({ phase: "ready" });
      if (registered.installing !== null) watch(registered.installing);
      registered.addEventListener("updatefound", () => registered.installing && watch(registered.installing));
      if (registered.waiting !== null) {
        // The new version came in while the old one was in use; now that the page begins anew, so may it.
        set({ phase: "new-version" });
        container.addEventListener("controllerchange", () => location.reload(), { once: true });
      }
      tell(registered.waiting ?? registered.active, { type: "take-over-when-alone" });
    },
    (error: unknown) => {
      set({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    },
  );
  return offline;
}

function tell(worker: ServiceWorker | null | undefined, message: PageMessage): void {
  worker?.postMessage(message);
}
