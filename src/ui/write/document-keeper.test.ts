import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Assistant } from "../../app/assistant.ts";
import type { WrittenDocument } from "../../store/store.ts";
import { DocumentKeeper } from "./document-keeper.ts";

/** A keeper over a text that the test edits, and everything it stored. */
function open() {
  const stored: WrittenDocument[] = [];
  const page = { text: "", isFull: false };
  const assistant = {
    documents: {
      put: async (document: WrittenDocument) => {
        if (page.isFull) throw Object.assign(new Error("No room."), { code: "quota-full" });
        stored.push(document);
      },
    },
  } as unknown as Assistant;
  const keeper = new DocumentKeeper(assistant, () => ({ text: page.text, provenance: [], register: "post" }));
  const type = (text: string): void => {
    page.text += text;
    keeper.touch();
  };
  return { keeper, page, stored, type };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("DocumentKeeper", () => {
  it("[U13] stores once after the keys have come to rest", async () => {
    const { keeper, stored, type } = open();
    type("a");
    await vi.advanceTimersByTimeAsync(500);
    type("b");
    await vi.advanceTimersByTimeAsync(500);
    expect(stored).toEqual([]);
    expect(keeper.state.getState().saving).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(200);
    expect(stored.map((document) => document.text)).toEqual(["ab"]);
    expect(keeper.state.getState().saving).toBe("saved");
  });

  it("[U13] never stores a document that was always empty, but does store one that became empty", async () => {
    const { keeper, page, stored, type } = open();
    type("  ");
    await keeper.flush();
    expect(stored).toEqual([]);
    type("a");
    await keeper.flush();
    page.text = "";
    keeper.touch();
    await keeper.flush();
    expect(stored.map((document) => document.text)).toEqual(["  a", ""]);
  });

  it("[U13] keeps the identity and the birthday of a document over saves, and begins another one", async () => {
    const { keeper, stored, type } = open();
    type("a");
    await keeper.flush();
    type("b");
    await keeper.flush();
    keeper.begin(null);
    type("c");
    await keeper.flush();
    expect(stored[0]?.id).toBe(stored[1]?.id);
    expect(stored[0]?.createdAt).toBe(stored[1]?.createdAt);
    expect(stored[2]?.id).not.toBe(stored[1]?.id);
  });

  it("[U13] says that it is not saved, and tries again with the next change", async () => {
    const { keeper, page, stored, type } = open();
    page.isFull = true;
    type("a");
    await keeper.flush();
    expect(keeper.state.getState()).toMatchObject({ saving: "failed", error: { code: "quota-full" } });
    page.isFull = false;
    type("b");
    await keeper.flush();
    expect(stored.map((document) => document.text)).toEqual(["ab"]);
    expect(keeper.state.getState()).toMatchObject({ saving: "saved", error: null });
  });
});
