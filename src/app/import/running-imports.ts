const prefix = "selfsame-import-runs:";

function lockManager(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}

/**
 * Runs an import under a Web Lock of its name. The browser frees the lock when the tab or worker dies, so that every tab can
 * tell an import that runs from one that was interrupted ([D3]).
 */
export async function whileRunning<T>(importId: string, run: () => Promise<T>): Promise<T> {
  const locks = lockManager();
  return locks === undefined ? run() : locks.request(prefix + importId, run);
}

/** The ids of all imports that run in any tab; null where the browser cannot tell. */
export async function listRunningImports(): Promise<ReadonlySet<string> | null> {
  const snapshot = await lockManager()?.query();
  if (snapshot?.held === undefined) return null;
  const names = snapshot.held.map((lock) => lock.name ?? "");
  return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
}
