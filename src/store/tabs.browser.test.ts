import { describe, expect, it, vi } from "vitest";

import { openStore } from "./open-store.ts";
import type { StoreChange } from "./store.ts";
import { entry, findAll, withStore, withTables } from "./test-entries.ts";
import { readCounts, recount } from "./counts.ts";

function newWriter(): Worker {
  return new Worker(new URL("./test-writer.worker.ts", import.meta.url), { type: "module" });
}

const nativeVersion = async (name: string): Promise<number | undefined> =>
  (await indexedDB.databases()).find((database) => database.name === name)?.version;

/** A connection that does not let go of its own accord, as a tab that hangs. */
async function hang(name: string, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
}

describe("several tabs and workers", () => {
  it("[S50] tells of every change: here, in other tabs, and of what a worker writes", () =>
    withStore(async (store, name) => {
      const other = await openStore(name);
      const here: string[] = [];
      const there: string[] = [];
      const stop = store.subscribe(({ kind }) => here.push(kind));
      other.subscribe(() => {
        throw new DOMException("a listener that fails", "ExpectedError");
      });
      other.subscribe(({ kind }) => there.push(kind));
      const expected: StoreChange["kind"][] = ["entries", "entries", "entries", "settings", "documents", "documents"];
      const ignore = (event: ErrorEvent): void => {
        if ((event.error as DOMException | null)?.name === "ExpectedError") event.preventDefault();
      };
      addEventListener("error", ignore);

      await store.entries.addBatch([entry("a")]);
      await store.entries.addBatch([entry("a")]); // Nothing new: nothing to tell.
      await store.entries.setExcluded(["a"], true);
      await store.entries.remove(["a"]);
      await store.settings.set("key", 1);
      await store.documents.put({ id: "d", text: "", register: "", createdAt: 0, updatedAt: 0, provenance: [] });
      await store.documents.remove("d");
      await vi.waitFor(() => expect(there).toEqual(expected));
      expect(here).toEqual(expected);

      stop();
      const worker = newWriter();
      worker.postMessage({ name, batchSize: 3, batches: 1 });
      await vi.waitFor(() => expect(there.slice(expected.length)).toEqual(["entries", "entries"]), 20_000);
      worker.terminate();
      expect(here).toEqual(expected);
      expect((await other.entries.get(["0-2"]))[0]?.importId).toBe("killed");
      removeEventListener("error", ignore);
      other.close();
    }));

  it("[S51] two tabs that write at once lose nothing and count right", () =>
    withStore(async (store, name) => {
      const other = await openStore(name);
      const batch = (from: number) =>
        Array.from({ length: 40 }, (_, at) => entry(`e${from + at}`, { text: `word${from + at} shared` }));
      const results = await Promise.all([
        ...[0, 40, 80].map((from) => store.entries.addBatch(batch(from))),
        ...[20, 60, 100].map((from) => other.entries.addBatch(batch(from))),
      ]);
      expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(140);
      expect(results.reduce((sum, { known }) => sum + known, 0)).toBe(100);
      expect((await other.entries.summary()).entries).toBe(140);
      expect(new Set(await findAll(store, { words: "shared" }, 50)).size).toBe(140);
      other.close();
    }));

  it("[S52] a worker killed while it writes leaves whole batches, an index that fits, and an import without an end", () =>
    withStore(async (store, name) => {
      const batchSize = 200;
      let kept = 0;
      const worker = newWriter();
      worker.postMessage({ name, batchSize, batches: 1000 });
      await new Promise<void>((resolve) => {
        worker.onmessage = () => {
          kept++;
          // In the middle of the batch after the fourth.
          if (kept === 4) setTimeout(() => resolve(worker.terminate()), 15);
        };
      });
      const summary = await store.entries.summary();
      expect(summary.entries % batchSize).toBe(0);
      expect(summary.entries).toBeGreaterThanOrEqual(4 * batchSize);
      expect(summary.entries).toBeLessThan(1000 * batchSize);
      expect(await withTables(name, readCounts)).toEqual(await withTables(name, recount));
      expect(await findAll(store, { words: "shared" }, 500)).toHaveLength(summary.entries);
      expect(await store.imports.list()).toMatchObject([{ id: "killed", finishedAt: null }]);
      expect(await store.imports.undo("killed")).toEqual({ removed: summary.entries });
    }));

  it("[S53] forgets everything although another tab has it open; both go on with an empty log", () =>
    withStore(async (store, name) => {
      const other = await openStore(name);
      const heard: string[] = [];
      other.subscribe(({ kind }) => heard.push(kind));
      await other.imports.begin({ id: "running", source: "x", title: "" });
      await store.entries.addBatch([entry("a")]);
      await store.settings.set("key", "value");
      await store.wipe();

      await vi.waitFor(() => expect(heard).toContain("everything"));
      for (const tab of [store, other]) {
        expect((await tab.entries.summary()).entries).toBe(0);
        expect(await tab.entries.get(["a"])).toEqual([undefined]);
        expect(await tab.settings.get("key", "gone")).toBe("gone");
        expect(await tab.imports.list()).toEqual([]);
      }
      // What was still on its way must not come back to life.
      await expect(other.entries.addBatch([entry("late", { importId: "running" })])).rejects.toMatchObject({
        code: "import-gone",
      });
      await store.entries.addBatch([entry("b")]);
      expect((await other.entries.summary()).entries).toBe(1);
      other.close();
    }));

  it("[S54] says so when a tab that hangs does not let go", () =>
    withStore(async (store, name) => {
      const hanging = await hang(name);
      await expect(store.wipe()).rejects.toMatchObject({ name: "StoreError", code: "blocked" });
      hanging.close();
    }));

  it("[S55] lets go for an upgrade by a newer version, tells, and refuses to touch what that one wrote", () =>
    withStore(async (store, name) => {
      await store.entries.addBatch([entry("a")]);
      const heard: string[] = [];
      store.subscribe(({ kind }) => heard.push(kind));
      const newer = await hang(name, 9990);
      expect(heard).toEqual(["everything"]);
      await expect(store.entries.summary()).rejects.toMatchObject({ name: "StoreError", code: "newer-version" });
      newer.close();
      await expect(openStore(name)).rejects.toMatchObject({ name: "StoreError", code: "newer-version" });
      expect(await nativeVersion(name)).toBe(9990);
    }));
});
