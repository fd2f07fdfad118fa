/** Starts the engine's worker, for `connectEngine`. In a file of its own, since the bundler wants the address spelled out. */
export function startEngineWorker(): Worker {
  return new Worker(new URL("./worker/engine.worker.ts", import.meta.url), { type: "module", name: "engine" });
}
