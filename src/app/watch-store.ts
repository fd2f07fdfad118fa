import type { StoreApi } from "zustand/vanilla";

import type { Store, StoreChange } from "../store/store.ts";
import type { AssistantState } from "./assistant.ts";

/** How long changes are gathered before the state is read again: an import commits many batches a second. */
const gatherMs = 150;

/**
 * Keeps the log, the imports, the documents and the storage figures of the state equal to the database, also when another
 * tab or a worker writes. Resolves after the first reading; returns the way to stop.
 */
export async function watchStore(store: Store, state: StoreApi<AssistantState>): Promise<() => void> {
  const readEntries = async (): Promise<void> => {
    const [log, imports] = await Promise.all([store.entries.summary(), store.imports.list()]);
    state.setState({ log, imports });
  };
  const readDocuments = async (): Promise<void> => state.setState({ documents: await store.documents.list() });
  const readUsage = async (): Promise<void> => state.setState({ storage: await store.usage() });

  const readers: Readonly<Record<StoreChange["kind"], () => Promise<unknown>>> = {
    entries: () => Promise.all([readEntries(), readUsage()]),
    documents: readDocuments,
    settings: () => Promise.resolve(),
    everything: () => Promise.all([readEntries(), readDocuments(), readUsage()]),
  };

  const waiting = new Set<StoreChange["kind"]>();
  let isStopped = false;
  const stop = store.subscribe(({ kind }) => {
    if (waiting.has(kind)) return;
    waiting.add(kind);
    setTimeout(() => {
      waiting.delete(kind);
      // The database may be gone by now (wiped, another tab upgrades it): the next change reads again.
      if (!isStopped) readers[kind]().catch(() => undefined);
    }, gatherMs);
  });

  await readers.everything();
  return () => {
    isStopped = true;
    stop();
  };
}
