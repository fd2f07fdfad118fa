import { afterEach, expect, test } from "vitest";

import { isAbortError } from "../../channel/wire-error.ts";
import { accountFile, bystanders, makeZip, message, conversation, tweet, ytd } from "../../log/testing/make-archive.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { createImportDesk } from "./create-import-desk.ts";
import { createImportClient } from "./import-client.ts";
import { listRunningImports } from "./running-imports.ts";

const open: Store[] = [];

async function setUp() {
  const storeName = `import-desk-${crypto.randomUUID()}`;
  const store = await openStore(storeName);
  open.push(store);
  const client = createImportClient();
  return { store, client, desk: createImportDesk({ store, storeName, client }) };
}

afterEach(async () => {
  for (const store of open.splice(0)) await store.wipe();
});

async function archive(tweets: number): Promise<File> {
  const records = Array.from({ length: tweets }, (_, index) =>
    tweet(String(1000 + index), `thought number ${index}, lowercase as ever`),
  );
  const zip = await makeZip([
    accountFile,
    ...bystanders,
    { path: "data/tweets.js", content: ytd("tweets", [...records, tweet("1", "RT @someone: not mine")]) },
    {
      path: "data/direct-messages.js",
      content: ytd("direct_messages", [
        conversation("4711-22", [
          message("m2", "4711", "22", "at eight then", "2024-01-02T10:01:00.000Z"),
          message("m1", "22", "4711", "when do we meet?", "2024-01-02T10:00:00.000Z"),
        ]),
      ]),
    },
  ]);
  return new File([zip], "twitter-2024-11-10.zip");
}

async function everything(store: Store) {
  const { entries } = await store.entries.find({ limit: 10_000, order: "oldest" });
  return entries;
}

test("[D1] previews without storing, keeps, changes nothing the second time, and undoes", async () => {
  const { store, desk } = await setUp();
  const file = await archive(1200);
  const progress: number[] = [];
  const preview = await desk.preview(
    { kind: "files", files: [file] },
    { onProgress: ({ doneBytes, totalBytes }) => progress.push(doneBytes / totalBytes) },
  );
  expect(preview).toMatchObject({
    source: "x",
    title: "twitter-2024-11-10.zip",
    entries: 1202,
    undated: 0,
    me: { names: ["mara_writes"], certainty: "certain" },
  });
  expect(preview.rejections.map(({ reason, count }) => [reason, count])).toEqual([["retweet", 1]]);
  expect(preview.samples.length).toBeGreaterThan(5);
  expect(progress.at(-1)).toBe(1);
  expect((await store.entries.summary()).entries).toBe(0);
  expect(await store.imports.list()).toEqual([]);

  const outcome = await desk.keep(preview.id, { me: preview.me.names });
  expect(outcome).toMatchObject({ added: 1202, known: 0 });
  const first = await everything(store);
  expect(first.filter((entry) => entry.isOwn)).toHaveLength(1201);
  expect(first.find((entry) => entry.id === "x:dm:m2")).toMatchObject({ context: "when do we meet?", recipient: "22" });
  expect(await store.imports.list()).toMatchObject([{ source: "x", added: 1202, known: 0, rejected: 1 }]);

  const again = await desk.preview({ kind: "files", files: [file] });
  expect(await desk.keep(again.id, { me: again.me.names })).toMatchObject({ added: 0, known: 1202 });
  expect(await everything(store)).toEqual(first);
  expect(await store.imports.list()).toHaveLength(1);

  expect(await desk.undo(outcome.importId)).toEqual({ removed: 1202 });
  expect(await everything(store)).toEqual([]);
  expect(await store.imports.list()).toEqual([]);
});

test("[D2] a cancel keeps whole batches on record, and the rest comes with the next import", async () => {
  const { store, desk } = await setUp();
  const file = await archive(3000);
  const preview = await desk.preview({ kind: "files", files: [file] });
  const controller = new AbortController();
  const cancelled = desk.keep(
    preview.id,
    { me: preview.me.names },
    { signal: controller.signal, onProgress: ({ entries }) => entries > 0 && controller.abort() },
  );
  await expect(cancelled).rejects.toSatisfy(isAbortError);
  const [record] = await store.imports.list();
  const { entries: kept } = await store.entries.summary();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(3002);
  expect(kept % 500).toBe(0);
  expect(record).toMatchObject({ added: kept });
  expect(record?.finishedAt).not.toBeNull();

  const rest = await desk.keep(preview.id, { me: preview.me.names });
  expect(rest).toMatchObject({ added: 3002 - kept, known: kept });
});

test("[D3] every tab can tell an import that runs from one that was interrupted", async () => {
  const { store, desk, client } = await setUp();
  const preview = await desk.preview({ kind: "files", files: [await archive(3000)] });
  const seen: Promise<boolean>[] = [];
  const isRunning = async (): Promise<boolean> => {
    const [record] = await store.imports.list();
    return (await listRunningImports())?.has(record!.id) ?? false;
  };
  const killed = desk.keep(
    preview.id,
    { me: preview.me.names },
    {
      onProgress: ({ entries }) => {
        if (entries === 0 || seen.length > 0) return;
        seen.push(isRunning());
        void seen[0]?.then(() => client.terminate());
      },
    },
  );
  await expect(killed).rejects.toMatchObject({ code: "worker-died" });
  expect(await seen[0]).toBe(true);
  await expect.poll(isRunning).toBe(false);
});

test("[D3] a killed worker leaves its record open, and importing again adds only what is missing", async () => {
  const { store, desk, client } = await setUp();
  const file = await archive(3000);
  const preview = await desk.preview({ kind: "files", files: [file] });
  const killed = desk.keep(
    preview.id,
    { me: preview.me.names },
    { onProgress: ({ entries }) => entries > 0 && client.terminate() },
  );
  await expect(killed).rejects.toMatchObject({ name: "ImportError", code: "worker-died" });
  const [record] = await store.imports.list();
  expect(record?.finishedAt).toBeNull();
  const { entries: kept } = await store.entries.summary();
  expect(kept).toBeGreaterThan(0);

  const second = await desk.preview({ kind: "files", files: [file] });
  const rest = await desk.keep(second.id, { me: second.me.names });
  expect(rest.added + rest.known).toBe(3002);
  expect(new Set((await everything(store)).map((entry) => entry.id)).size).toBe(3002);
  expect((await desk.undo(record!.id)).removed + (await desk.undo(rest.importId)).removed).toBe(3002);
});

test("[D4] pasted text stays text, and the person is asked whether it is theirs", async () => {
  const { store, desk } = await setUp();
  const text = "<img src=x onerror=alert(1)> is what i typed.\n\n<script>document.title='no'</script>";
  const preview = await desk.preview({ kind: "paste", text });
  expect(preview).toMatchObject({ source: "paste", entries: 2, me: { names: ["me"], certainty: "likely" } });
  await desk.keep(preview.id, { me: ["me"] });
  const entries = await everything(store);
  expect(entries.map((entry) => entry.text).toSorted()).toEqual(text.split("\n\n").toSorted());
  expect(entries.every((entry) => entry.isOwn && entry.source === "paste")).toBe(true);
});

test("[D5] errors come back as ImportError with words for the person", async () => {
  const { desk } = await setUp();
  const cases: readonly [File, string][] = [
    [new File([], "nothing.txt"), "empty"],
    [new File([(await archive(5)).slice(0, 900)], "cut.zip"), "zip-damaged"],
    [new File(["a,b\n1,2"], "table.jsonl"), "mislabelled"],
  ];
  for (const [file, code] of cases) {
    await expect(desk.preview({ kind: "files", files: [file] })).rejects.toMatchObject({ name: "ImportError", code });
  }
  await expect(desk.preview({ kind: "paste", text: " \n" })).rejects.toMatchObject({ code: "empty" });
  await expect(desk.keep("gone", { me: [] })).rejects.toMatchObject({ code: "not-previewed" });
});

test("[D6] a cancelled preview rejects with an AbortError and the desk goes on", async () => {
  const { desk } = await setUp();
  const file = await archive(2000);
  const controller = new AbortController();
  const preview = desk.preview({ kind: "files", files: [file] }, { signal: controller.signal });
  controller.abort();
  await expect(preview).rejects.toSatisfy(isAbortError);
  expect(await desk.preview({ kind: "files", files: [file] })).toMatchObject({ entries: 2002 });
});

test("[D7] the sample writer that ships with the app comes in as such, once", async () => {
  const { store, desk } = await setUp();
  const preview = await desk.preview({ kind: "sample" });
  expect(preview).toMatchObject({
    source: "sample",
    title: "Sample writer",
    me: { certainty: "certain" },
    rejections: [],
  });
  expect(preview.entries).toBeGreaterThanOrEqual(200);
  expect(await desk.keep(preview.id, { me: preview.me.names })).toMatchObject({ added: preview.entries, known: 0 });
  const { sources, ownEntries } = await store.entries.summary();
  expect(sources).toEqual({ sample: preview.entries });
  expect(ownEntries).toBeGreaterThanOrEqual(200);
  const again = await desk.preview({ kind: "sample" });
  expect(await desk.keep(again.id, { me: again.me.names })).toMatchObject({ added: 0, known: preview.entries });
});

test("[D8] an undo in the middle of a keep ends it with nothing left behind", async () => {
  const { store, desk } = await setUp();
  const preview = await desk.preview({ kind: "files", files: [await archive(3000)] });
  let undone: Promise<unknown> | undefined;
  const kept = desk.keep(
    preview.id,
    { me: preview.me.names },
    {
      onProgress: ({ entries }) => {
        if (entries > 0) undone ??= store.imports.list().then(([record]) => desk.undo(record!.id));
      },
    },
  );
  await expect(kept).rejects.toMatchObject({ code: "import-gone" });
  await undone;
  expect((await store.entries.summary()).entries).toBe(0);
  expect(await store.imports.list()).toEqual([]);
});

test("[D9] a worker that dies without a word is noticed, and the next call gets a new one", async () => {
  const { desk } = await setUp();
  const file = await archive(3000);
  const workers: Worker[] = [];
  const original = globalThis.Worker;
  globalThis.Worker = class extends original {
    constructor(...parameters: ConstructorParameters<typeof Worker>) {
      super(...parameters);
      workers.push(this);
    }
  };
  try {
    const preview = desk.preview(
      { kind: "files", files: [file] },
      { onProgress: ({ entries }) => entries > 0 && workers[0]?.terminate() },
    );
    await expect(preview).rejects.toMatchObject({ name: "ImportError", code: "worker-died" });
    expect(await desk.preview({ kind: "files", files: [file] })).toMatchObject({ entries: 3002 });
    expect(workers).toHaveLength(2);
  } finally {
    globalThis.Worker = original;
  }
});
