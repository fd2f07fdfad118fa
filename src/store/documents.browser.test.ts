import { describe, expect, it } from "vitest";

import type { WrittenDocument } from "./store.ts";
import { dump, withStore } from "./test-entries.ts";

const written: WrittenDocument = {
  id: "d",
  text: "A letter to ana",
  register: "email",
  createdAt: 10,
  updatedAt: 20,
  provenance: [{ start: 2, end: 8, origin: "suggestion" }],
};

describe("documents", () => {
  it("[S45] keeps documents with their provenance, the last one written in first, until they are deleted", () =>
    withStore(async (store, name) => {
      await store.documents.put(written);
      await store.documents.put({ ...written, id: "later", updatedAt: 30, provenance: [] });
      await store.documents.put({ ...written, text: "A letter to Ana", updatedAt: 40 });
      expect((await store.documents.list()).map(({ id }) => id)).toEqual(["d", "later"]);
      expect(await store.documents.get("d")).toEqual({ ...written, text: "A letter to Ana", updatedAt: 40 });
      expect(await store.documents.get("nobody")).toBeUndefined();

      for (const id of ["d", "later", "nobody"]) await store.documents.remove(id);
      expect(await store.documents.list()).toEqual([]);
      expect(await dump(name)).not.toContain("letter");
    }));

  it("[S46] refuses a document that could not be read back, and keeps the old one", () =>
    withStore(async (store) => {
      await store.documents.put(written);
      const upsideDown = { ...written, provenance: [{ start: 8, end: 2, origin: "draft" as const }] };
      await expect(store.documents.put(upsideDown)).rejects.toMatchObject({ name: "StoreError", code: "invalid" });
      expect(await store.documents.list()).toEqual([written]);
    }));
});
