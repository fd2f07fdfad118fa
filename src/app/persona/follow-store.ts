import { abortError } from "../../channel/wire-error.ts";
import type { Store } from "../../store/store.ts";
import type { Persona } from "./persona.ts";
import type { PersonaStatus } from "./persona-service.ts";
import { syncPersona } from "./sync-persona.ts";

/** How long changes are gathered: an import writes many batches a second. */
const gatherMs = 200;

/**
 * Keeps a persona equal to the store until the signal aborts: then it rejects with an `AbortError`. Rejects with the
 * store's error when reading fails.
 */
export function followStore(
  persona: Persona,
  store: Store,
  options: { readonly signal: AbortSignal; readonly onStatus: (status: PersonaStatus) => void },
): Promise<never> {
  const { signal, onStatus } = options;
  return new Promise((_, reject) => {
    let isRunning = false;
    let isStale = true;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const stop = (error: unknown): void => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener("abort", onAbort);
      reject(error as Error);
    };
    const onAbort = (): void => stop(abortError());

    const sync = async (): Promise<void> => {
      if (isRunning) return;
      isRunning = true;
      while (isStale && !signal.aborted) {
        isStale = false;
        const before = persona.revision;
        // oxlint-disable-next-line no-await-in-loop -- one reading after another
        await syncPersona(persona, store, (done, total) => {
          // Whoever excludes one entry need not see a bar for it.
          if (total - persona.size > 50 || before === 0) onStatus({ phase: "building", done, total });
        });
      }
      isRunning = false;
      const { size, words, revision } = persona;
      onStatus(size === 0 ? { phase: "empty" } : { phase: "ready", ownEntries: size, words, revision });
    };

    const unsubscribe = store.subscribe(({ kind }) => {
      if (kind !== "entries" && kind !== "everything") return;
      isStale = true;
      clearTimeout(timer);
      timer = setTimeout(() => void sync().catch(stop), gatherMs);
    });
    signal.addEventListener("abort", onAbort, { once: true });
    sync().catch(stop);
  });
}
