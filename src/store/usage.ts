import type { Store } from "./store.ts";

/** What the browser says about room on this device; zeros where it says nothing. */
export async function measureUsage(): ReturnType<Store["usage"]> {
  // Not there outside secure contexts.
  const storage = (navigator as { storage?: StorageManager }).storage;
  const [estimate, isPersisted] = await Promise.all([
    storage?.estimate().catch(() => undefined),
    storage?.persisted().catch(() => false),
  ]);
  return { usedBytes: estimate?.usage ?? 0, quotaBytes: estimate?.quota ?? 0, isPersisted: isPersisted ?? false };
}
