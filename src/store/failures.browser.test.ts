import { Dexie } from "dexie";
import { describe, expect, it, vi } from "vitest";

import type { Damage } from "./damage.ts";
import { openStore } from "./open-store.ts";
import { dump, entry, withStore, withTables } from "./test-entries.ts";

/** https://wicg.github.io/storage-buckets/: not in TypeScript's own library yet. */
interface StorageBuckets {
  open(name: string, options: { readonly quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

describe("failures", () => {
  it("[S60] keeps what was there and nothing of the batch when the device is full, and goes on afterwards", async () => {
    // A storage bucket is a corner of the disk with a small quota of its own: the browser itself says no.
    const { storageBuckets } = navigator as Navigator & { storageBuckets: StorageBuckets };
    const bucket = await storageBuckets.open("narrow", { quota: 1_000_000 });
    vi.stubGlobal("indexedDB", bucket.indexedDB);
    const ours = Dexie.dependencies.indexedDB;
    Dexie.dependencies.indexedDB = bucket.indexedDB;
    try {
      await withStore(async (store, name) => {
        await store.entries.addBatch([entry("a")]);
        const random = (): string => Array.from(crypto.getRandomValues(new Uint8Array(50_000)), String).join(" ");
        const bulky = Array.from({ length: 30 }, (_, at) => entry(`bulky-${at}`, { text: random() }));
        const failure = await store.entries.addBatch(bulky).catch((error: unknown) => error);
        expect(failure).toMatchObject({ name: "StoreError", code: "quota-full" });
        expect(await dump(name)).not.toContain("bulky");
        expect(await store.entries.addBatch([entry("b")])).toEqual({ added: 1, known: 0 });
        expect((await store.entries.summary()).entries).toBe(2);
      });
    } finally {
      vi.unstubAllGlobals();
      Dexie.dependencies.indexedDB = ours;
      await storageBuckets.delete("narrow");
    }
  });

  it("[S62] passes over damaged rows, reports them without their content, and can delete them", async () => {
    const heard: Damage[] = [];
    await withStore(
      async (store, name) => {
        await store.entries.addBatch([
          entry("a", { text: "sound words", sentAt: 1 }),
          entry("b", { text: "broken words", sentAt: 2, isOwn: false }),
          entry("c", { text: "sound words", sentAt: 3 }),
        ]);
        await store.imports.begin({ id: "one", source: "x", title: "" });
        await store.documents.put({ id: "d", text: "", register: "", createdAt: 0, updatedAt: 0, provenance: [] });
        await withTables(name, async (db) => {
          await db.entries.update(1, { text: 7, register: undefined } as object);
          await db.imports.update("one", { startedAt: "soon" } as object);
          await db.documents.update("d", { provenance: [{}] } as object);
        });
        const ids = async (words: string) =>
          (await store.entries.find({ words, limit: 9 })).entries.map(({ id }) => id);
        expect(await ids("words")).toEqual(["c", "a"]);
        expect(await store.entries.get(["b", "c"])).toMatchObject([undefined, { id: "c" }]);
        const own: string[] = [];
        for await (const batch of store.entries.ownInOrder(2)) own.push(...batch.map(({ id }) => id));
        expect(own).toEqual(["a", "c"]);
        expect(await store.imports.list()).toEqual([]);
        expect(await store.documents.list()).toEqual([]);
        expect(await store.documents.get("d")).toBeUndefined();
        expect(new Set(heard.map(({ table, key }) => `${table} ${key}`))).toEqual(
          new Set(["entries 1", "imports one", "documents d"]),
        );

        await store.entries.remove(["b"]);
        expect(await dump(name)).not.toContain("broken");
        expect(await store.entries.summary()).toMatchObject({ entries: 2, ownEntries: 2 });
      },
      { onDamage: (damage) => heard.push(damage) },
    );
  });

  it("[S63] goes on where parts of the index are damaged: entries are hidden from look-ups at worst", async () => {
    const heard: Damage[] = [];
    await withStore(
      async (store, name) => {
        await store.entries.addBatch([entry("a", { text: "alpha beta" })]);
        await withTables(name, async (db) => {
          const row = await db.postings.get(["al", 0]);
          if (row !== undefined) await db.postings.put({ ...row, terms: "no map" } as never);
        });
        expect((await store.entries.find({ words: "alpha", limit: 9 })).entries).toEqual([]);
        expect((await store.entries.find({ words: "beta", limit: 9 })).entries).toHaveLength(1);
        await store.entries.addBatch([entry("b", { text: "alphabet" })]);
        expect((await store.entries.find({ words: "alpha", limit: 9 })).entries.map(({ id }) => id)).toEqual(["b"]);
        await store.entries.remove(["a"]);
        expect((await store.entries.summary()).entries).toBe(1);
      },
      { onDamage: (damage) => heard.push(damage) },
    );
    expect(heard).toContainEqual({ table: "postings", key: "segment 0" });
  });

  it("[S64] answers `closed` after closing; what was begun before is kept whole or refused whole", () =>
    withStore(async (store, name) => {
      const batch = Array.from({ length: 50 }, (_, at) => entry(`e${at}`));
      const begun = store.entries.addBatch(batch).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ name: "StoreError", code: "closed" });
        },
      );
      store.close();
      const isKept = (await begun) === true;
      expect((await dump(name)).includes("text of e49")).toBe(isKept);
      store.close();
      await expect(store.entries.summary()).rejects.toMatchObject({ name: "StoreError", code: "closed" });
      await expect(store.wipe()).rejects.toMatchObject({ name: "StoreError", code: "closed" });
    }));

  it("[S65] answers `unavailable` where there is no storage", async () => {
    vi.stubGlobal("indexedDB", undefined);
    try {
      await expect(openStore("nowhere")).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("[S65] answers `unavailable` where storing is forbidden, as in a sandboxed frame", async () => {
    // What the browser throws there; the frame itself may not load our modules.
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = `<script>
      try { indexedDB.open("nowhere"); } catch (error) { parent.postMessage({ thrown: error.name }, "*"); }
    </script>`;
    const answer = new Promise<string>((resolve) => {
      addEventListener("message", ({ data }: MessageEvent<{ thrown?: string } | null>) => {
        if (data?.thrown !== undefined) resolve(data.thrown);
      });
    });
    document.body.append(frame);
    const name = await answer;
    frame.remove();

    const open = vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
      throw new DOMException("denied", name);
    });
    try {
      await expect(openStore("nowhere")).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
    } finally {
      open.mockRestore();
    }
  });

  it("[S66] refuses values that cannot be stored, and keeps the old one", () =>
    withStore(async (store) => {
      await store.settings.set("key", { nested: [1, "two"] });
      await expect(store.settings.set("key", () => 1)).rejects.toMatchObject({ code: "invalid" });
      expect(await store.settings.get("key", null)).toEqual({ nested: [1, "two"] });
    }));

  it("[S67] says how much room there is", () =>
    withStore(async (store) => {
      await store.entries.addBatch(Array.from({ length: 100 }, (_, at) => entry(`e${at}`)));
      const { usedBytes, quotaBytes, isPersisted } = await store.usage();
      expect(usedBytes).toBeGreaterThan(1000);
      expect(quotaBytes).toBeGreaterThan(usedBytes);
      expect(isPersisted).toBe(false);
    }));
});
