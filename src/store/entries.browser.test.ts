import { describe, expect, it } from "vitest";

import type { LogEntry } from "../log/log-entry.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { dump, entry, withStore, withTables } from "./test-entries.ts";

async function readAll(store: Store, batchSize: number): Promise<string[][]> {
  const batches: string[][] = [];
  for await (const batch of store.entries.ownInOrder(batchSize)) batches.push(batch.map(({ id }) => id));
  return batches;
}

describe("entries", () => {
  it("[S1] adds what is new, counts the rest as known and leaves it as it was", () =>
    withStore(async (store) => {
      expect(await store.entries.addBatch([entry("a"), entry("b"), entry("a", { text: "twice" })])).toEqual({
        added: 2,
        known: 1,
      });
      const again = [entry("a", { text: "changed", importId: "second" }), entry("c", { importId: "second" })];
      expect(await store.entries.addBatch(again)).toEqual({ added: 1, known: 1 });
      expect(await store.entries.addBatch(again)).toEqual({ added: 0, known: 2 });
      expect(await store.entries.get(["a"])).toEqual([entry("a")]);
      expect((await store.entries.summary()).entries).toBe(3);
    }));

  it("[S2] keeps nothing of a batch with an entry that cannot be kept, and does not repeat its text", () =>
    withStore(async (store, name) => {
      for (const bad of [
        { sentAt: Number.NaN },
        { sentAt: Infinity },
        { source: "elsewhere" },
        { text: undefined },
      ] as unknown as Partial<LogEntry>[]) {
        const batch = [entry("good"), entry("bad", { context: "secretword", ...bad })];
        const failure = await store.entries.addBatch(batch).catch((error: unknown) => error);
        expect(failure).toMatchObject({ name: "StoreError", code: "invalid" });
        expect(String(failure)).not.toContain("secretword");
      }
      expect(await dump(name)).not.toContain("good");
    }));

  it("[S3] is all there after closing and opening again", () =>
    withStore(async (store, name) => {
      await store.entries.addBatch([entry("a", { text: "a walk by the river" }), entry("b", { sentAt: null })]);
      await store.settings.set("theme", "dark");
      const document = { id: "d", text: "…", register: "note", createdAt: 1, updatedAt: 2, provenance: [] };
      await store.documents.put(document);
      const summary = await store.entries.summary();
      store.close();

      const again = await openStore(name);
      expect(await again.entries.get(["b"])).toEqual([entry("b", { sentAt: null })]);
      expect((await again.entries.find({ words: "riv", limit: 5 })).entries.map(({ id }) => id)).toEqual(["a"]);
      expect(await again.entries.summary()).toEqual(summary);
      expect(await again.settings.get("theme", "light")).toBe("dark");
      expect(await again.documents.list()).toEqual([document]);
      again.close();
    }));

  it("[S4] gives entries back in the order asked for, as they were written to the last code unit", () =>
    withStore(async (store) => {
      const odd = entry("odd", {
        id: "__proto__",
        text: "<img src=x onerror=alert(1)>\r\n\0 \ud800 e\u0301 🎉",
        register: "__proto__",
        recipient: "constructor",
        context: "",
      });
      await store.entries.addBatch([odd, entry("a")]);
      expect(await store.entries.get(["a", "nobody", "__proto__", "a"])).toEqual([
        entry("a"),
        undefined,
        odd,
        entry("a"),
      ]);
      expect(Object.entries((await store.entries.summary()).registers)).toContainEqual(["__proto__", 1]);
      expect((await store.entries.find({ register: "__proto__", limit: 9 })).entries).toEqual([odd]);
      expect((await store.entries.find({ recipient: "constructor", limit: 9 })).entries).toEqual([odd]);
      expect(await store.entries.get([])).toEqual([]);
    }));

  it("[S5] tells own entries once, oldest first, undated ones before, without others' and excluded ones", () =>
    withStore(async (store) => {
      await store.entries.addBatch([
        entry("late", { sentAt: 900 }),
        entry("other", { sentAt: 100, isOwn: false }),
        entry("early", { sentAt: 100 }),
        entry("undated 1", { sentAt: null }),
        entry("out", { sentAt: 200, isExcluded: true }),
        entry("tie", { sentAt: 100 }),
        entry("before 1970", { sentAt: -5 }),
        entry("undated 2", { sentAt: null }),
      ]);
      const order = ["undated 1", "undated 2", "before 1970", "early", "tie", "late"];
      for (const size of [1, 2, 3, 8, 100]) {
        const batches = await readAll(store, size);
        expect(batches.flat()).toEqual(order);
        expect(batches.every((batch) => batch.length > 0 && batch.length <= size)).toBe(true);
      }
    }));

  it("[S6] excludes entries and takes them back; excluding twice counts once", () =>
    withStore(async (store) => {
      await store.entries.addBatch([entry("a"), entry("b")]);
      await store.entries.setExcluded(["a", "a", "nobody"], true);
      await store.entries.setExcluded(["a"], true);
      expect(await store.entries.summary()).toMatchObject({ entries: 2, ownEntries: 2, excludedEntries: 1 });
      expect((await readAll(store, 9)).flat()).toEqual(["b"]);
      expect((await store.entries.find({ words: "text", limit: 9 })).entries).toHaveLength(2);
      await store.entries.setExcluded(["a"], false);
      expect((await store.entries.summary()).excludedEntries).toBe(0);
    }));

  it("[S7] deletes for real: no table holds a word of it, nor its id", () =>
    withStore(async (store, name) => {
      const gone = entry("gonekey", {
        text: "Zanzibar ZEBRAS, only here 🦓 幽霊",
        context: "contextual",
        author: "ghostwriter",
        register: "seance",
        recipient: "medium",
      });
      await store.entries.addBatch([entry("stays", { text: "only this stays here" }), gone]);
      const traces = ["zanzibar", "zebras", "🦓", "幽霊", "contextual", "gonekey", "ghostwriter", "seance", "medium"];
      const before = (await dump(name)).toLowerCase();
      for (const trace of traces) expect(before).toContain(trace);

      await store.entries.remove(["gonekey", "gonekey", "nobody"]);
      const after = (await dump(name)).toLowerCase();
      for (const trace of traces) expect(after).not.toContain(trace);
      expect((await store.entries.find({ words: "only here", limit: 9 })).entries.map(({ id }) => id)).toEqual([
        "stays",
      ]);

      await store.entries.remove(["stays"]);
      await withTables(name, async (db) => {
        for (const table of [db.entries, db.postings, db.times]) expect(await table.count()).toBe(0);
      });
    }));

  it("[S8] gives a place that became free to a new entry without mixing the two up", () =>
    withStore(async (store) => {
      await store.entries.addBatch([entry("a", { text: "alpha" }), entry("b", { text: "beta" })]);
      await store.entries.remove(["b"]);
      await store.entries.addBatch([entry("c", { text: "gamma" })]);
      expect((await store.entries.find({ words: "beta", limit: 9 })).entries).toEqual([]);
      expect((await store.entries.find({ words: "gamma", limit: 9 })).entries.map(({ id }) => id)).toEqual(["c"]);
    }));
});
