import { createContext, use, useSyncExternalStore } from "react";

import type { Offline, OfflineState } from "../../service-worker/register.ts";

/** Absent while developing: then nothing is kept for use without the server. */
export const OfflineContext = createContext<Offline | undefined>(undefined);

const unsupported: OfflineState = { phase: "unsupported" };

/** How far the app is from working without its server, and the way to a new version. */
export function useOffline(): { readonly state: OfflineState; readonly useNewVersion: () => void } {
  const offline = use(OfflineContext);
  const state = useSyncExternalStore(
    (onChange) => offline?.subscribe(onChange) ?? (() => undefined),
    () => offline?.getState() ?? unsupported,
  );
  return { state, useNewVersion: () => offline?.useNewVersion() };
}
