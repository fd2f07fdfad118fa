import { afterEach, describe, expect, it } from "vitest";

import type { LogEntry } from "../../log/log-entry.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { inventEntries } from "../testing/invent-entries.ts";
import { startPersona, type PersonaClient } from "./persona-client.ts";
import type { PersonaStatus } from "./persona-service.ts";

const running: { client: PersonaClient; store: Store }[] = [];
afterEach(async () => {
  for (const { client, store } of running.splice(0)) {
    client.terminate();
    await store.wipe();
    store.close();
  }
});

const begin = async (entries: readonly LogEntry[]) => {
  const storeName = `persona-${crypto.randomUUID()}`;
  const store = await openStore(storeName);
  await store.entries.addBatch(entries);
  const statuses: PersonaStatus[] = [];
  let wake: (() => void) | undefined;
  const client = startPersona({
    storeName,
    onStatus(status) {
      statuses.push(status);
      wake?.();
    },
    onFailure: (error) => {
      throw error;
    },
  });
  running.push({ client, store });
  const until = async (holds: (status: PersonaStatus) => boolean): Promise<PersonaStatus> => {
    for (;;) {
      const last = statuses.at(-1);
      if (last !== undefined && holds(last)) return last;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { client, store, statuses, until };
};

const isReady = (entries: number) => (status: PersonaStatus) =>
  status.phase === "ready" && status.ownEntries === entries;

describe("the persona worker", () => {
  it("builds from the database with progress and suggests", async () => {
    const { client, statuses, until } = await begin(inventEntries(1000));
    await until(isReady(1000));
    expect(statuses.some((status) => status.phase === "building")).toBe(true);
    const suggestion = await client.suggest("The river was high and the r", { threshold: 0.6, register: "diary" });
    expect(suggestion?.text).toMatch(/^ope was wet\./u);
    expect(suggestion?.evidence[0]?.entry.text).toContain("rope was wet");
  });

  it("follows additions, exclusions and removals, also those of an undone import", async () => {
    const { client, store, until } = await begin(inventEntries(40));
    await until(isReady(40));
    const [one] = inventEntries(1) as [LogEntry];
    await store.imports.begin({ id: "second", source: "jsonl", title: "second.jsonl" });
    await store.entries.addBatch([
      { ...one, id: "new", importId: "second", text: "Marigolds grow behind the boathouse." },
    ]);
    await store.imports.finish("second", { added: 1, known: 0, rejected: 0 });
    await until(isReady(41));
    expect((await client.suggest("Mari", { threshold: 0.5, register: "diary" }))?.text).toMatch(/^golds/u);
    await store.entries.setExcluded(["new"], true);
    await until(isReady(40));
    expect(await client.suggest("Mari", { threshold: 0, register: "diary" })).toBeNull();
    await store.entries.setExcluded(["new"], false);
    await until(isReady(41));
    await store.imports.undo("second");
    await until(isReady(40));
    await store.wipe();
    await until((status) => status.phase === "empty");
    expect(await client.ownTexts()).toEqual([]);
  });

  it("says that it is empty where nothing was imported", async () => {
    const { client, until } = await begin([]);
    await until((status) => status.phase === "empty");
    expect(await client.suggest("Hello", { threshold: 0, register: "diary" })).toBeNull();
    expect(await client.judgeStyle("Hello there!", "post")).toMatchObject({ findings: [], distance: null });
  });
});
