import { useSyncExternalStore } from "react";

/** Watches a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Whether the sheet is as narrow as a phone. */
export function useIsNarrow(): boolean {
  return useMedia("(max-width: 47.99rem)");
}
