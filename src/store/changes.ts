import type { StoreChange } from "./store.ts";

/** How the tabs and workers that share a database talk: what changed, and the plea to let go of it. */
export interface Changes {
  /** Tells this store's listeners and every other store of the same database. */
  tell(kind: StoreChange["kind"]): void;
  /** Tells this store's listeners only. */
  tellHere(kind: StoreChange["kind"]): void;
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Asks all others to close the database. */
  askToLetGo(): void;
  close(): void;
}

const kinds: ReadonlySet<unknown> = new Set<StoreChange["kind"]>(["entries", "documents", "settings", "everything"]);

/** Joins the conversation about one database; `onLetGo` is called when another asks for it. */
export function joinChanges(name: string, onLetGo: () => void): Changes {
  const listeners = new Set<(change: StoreChange) => void>();
  const channel = new BroadcastChannel(`selfsame-store:${name}`);

  let isClosed = false;
  // A write may end after its store was closed; it has nobody left to tell.
  const post = (message: string): void => {
    if (!isClosed) channel.postMessage(message);
  };

  const tellHere = (kind: StoreChange["kind"]): void => {
    // One by one and later: a listener that throws stops neither the others nor the write that it hears of.
    for (const listener of listeners) queueMicrotask(() => listener({ kind }));
  };

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === "let-go") onLetGo();
    else if (kinds.has(data)) tellHere(data as StoreChange["kind"]);
  };

  return {
    tell(kind) {
      tellHere(kind);
      post(kind);
    },
    tellHere,
    subscribe(listener) {
      // A wrapper of its own, so that one function subscribed twice is two subscriptions.
      const own = (change: StoreChange): void => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    askToLetGo: () => post("let-go"),
    close() {
      isClosed = true;
      listeners.clear();
      channel.close();
    },
  };
}
