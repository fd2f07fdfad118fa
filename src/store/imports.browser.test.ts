import { describe, expect, it } from "vitest";

import { dump, entry, withStore } from "./test-entries.ts";

const counts = { added: 0, known: 0, rejected: 0 };

describe("imports", () => {
  it("[S40] lists imports, the latest first; one that never ended has no end", () =>
    withStore(async (store) => {
      const before = Date.now();
      await store.imports.begin({ id: "one", source: "x", title: "archive.zip" });
      await store.imports.finish("one", { added: 3, known: 2, rejected: 1 });
      await new Promise((resolve) => setTimeout(resolve, 5));
      await store.imports.begin({ id: "two", source: "text", title: "notes.txt" });
      const [two, one] = await store.imports.list();
      expect(one).toMatchObject({ id: "one", title: "archive.zip", source: "x", added: 3, known: 2, rejected: 1 });
      expect(one?.startedAt).toBeGreaterThanOrEqual(before);
      expect(one?.finishedAt).toBeGreaterThanOrEqual(one?.startedAt ?? Infinity);
      expect(two).toMatchObject({ id: "two", finishedAt: null });
      await expect(store.imports.begin({ id: "one", source: "x", title: "" })).rejects.toMatchObject({
        name: "StoreError",
        code: "invalid",
      });
    }));

  it("[S41] undoing removes what the import brought first, its words, counts and record; nothing else", () =>
    withStore(async (store, name) => {
      for (const id of ["one", "two"]) await store.imports.begin({ id, source: "x", title: `${id}-title.zip` });
      await store.entries.addBatch([entry("a", { importId: "one" }), entry("b", { importId: "one" })]);
      await store.entries.addBatch([
        entry("a", { importId: "two" }),
        entry("c", { importId: "two", text: "quagga", register: "rarity", isExcluded: true }),
      ]);
      await store.imports.finish("two", counts);
      expect(await store.imports.undo("two")).toEqual({ removed: 1 });
      expect((await store.imports.list()).map(({ id }) => id)).toEqual(["one"]);
      expect(await store.entries.get(["a", "b", "c"])).toEqual([
        entry("a", { importId: "one" }),
        entry("b", { importId: "one" }),
        undefined,
      ]);
      expect(await store.entries.summary()).toMatchObject({ entries: 2, excludedEntries: 0, registers: { post: 2 } });
      const left = await dump(name);
      for (const trace of ["quagga", "rarity", "two-title", '"two"']) expect(left).not.toContain(trace);
      expect(await store.imports.undo("two")).toEqual({ removed: 0 });

      // It can come again.
      await store.imports.begin({ id: "three", source: "x", title: "" });
      expect(await store.entries.addBatch([entry("c", { importId: "three" })])).toEqual({ added: 1, known: 0 });
    }));

  it("[S41] undoes an import of several segments in one go", () =>
    withStore(async (store) => {
      await store.entries.addBatch([entry("before")]);
      for (let batch = 0; batch < 5; batch++) {
        await store.entries.addBatch(
          Array.from({ length: 1000 }, (_, at) => entry(`${batch}-${at}`, { importId: "big", text: `word${at} all` })),
        );
      }
      expect(await store.imports.undo("big")).toEqual({ removed: 5000 });
      expect(await store.entries.summary()).toMatchObject({ entries: 1, sources: { x: 1 } });
      expect((await store.entries.find({ words: "all", limit: 9 })).entries).toEqual([]);
    }));

  it("[S42] an import that is undone while it runs stores nothing more", () =>
    withStore(async (store) => {
      await store.imports.begin({ id: "one", source: "x", title: "" });
      await store.entries.addBatch([entry("a", { importId: "one" })]);
      await store.imports.undo("one");
      const late = store.entries.addBatch([entry("b", { importId: "one" })]);
      await expect(late).rejects.toMatchObject({ name: "StoreError", code: "import-gone" });
      await expect(store.imports.finish("one", counts)).rejects.toMatchObject({ code: "import-gone" });
      expect((await store.entries.summary()).entries).toBe(0);
    }));
});
