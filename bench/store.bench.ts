import { Dexie } from "dexie";

import type { LogEntry } from "../src/log/log-entry.ts";
import { openStore } from "../src/store/open-store.ts";
import type { EntryQuery, Store } from "../src/store/store.ts";
import { foldWord, segmentWords } from "../src/text/words.ts";
import { quantile } from "./bench-result.ts";
import type { BenchResult, BenchRow } from "./bench-result.ts";
import { sampleLog, seededRandom, wordOfRank } from "./sample-log.ts";

const settings = new URLSearchParams(location.search);
const count = Number(settings.get("entries") ?? 10_000);
const batchSize = Number(settings.get("batch") ?? 500);

/** Writes and look-ups of the store beside the plain way: `bulkPut` without an index, and reading everything. */
export async function run(): Promise<BenchResult> {
  const batches = batchesOf(sampleLog(count));

  const plain = new Dexie("bench-plain", { cache: "disabled" });
  plain.version(1).stores({ entries: "id, sentAt" });
  await plain.delete();
  await plain.open();
  const startBytes = await usedBytes();
  const plainWriteMs = await timed(async () => {
    for (const batch of batches) await plain.table<LogEntry>("entries").bulkPut(batch);
  });

  const plainBytes = (await usedBytes()) - startBytes;

  const fresh = await openStore("bench-store");
  await fresh.wipe();
  const writeMs = await timed(async () => {
    for (const batch of batches) await fresh.entries.addBatch(batch);
  });
  const storeBytes = (await usedBytes()) - startBytes - plainBytes;
  const everyWordMs = await timedMultiEntry(batches);
  const everyWordBytes = (await usedBytes()) - startBytes - plainBytes - storeBytes;
  const againMs = await timed(async () => {
    for (const batch of batches) await fresh.entries.addBatch(batch);
  });
  fresh.close();

  let store: Store | undefined;
  const openMs = await timed(async () => {
    store = await openStore("bench-store");
  });
  if (store === undefined) throw new Error("unreachable");
  const { entries } = store;

  const rows: BenchRow[] = [
    faster("write", "entries/s", count / (writeMs / 1000), "bulkPut without words", count / (plainWriteMs / 1000)),
    faster(
      "write",
      "entries/s",
      count / (writeMs / 1000),
      "every word in a multiEntry index",
      count / (everyWordMs / 1000),
    ),
    smaller("on the disk", "bytes", storeBytes, "bulkPut without words", plainBytes),
    smaller("on the disk", "bytes", storeBytes, "every word in a multiEntry index", everyWordBytes),
    { name: "the same again, all known", value: count / (againMs / 1000), unit: "entries/s" },
    { name: "open", value: openMs, unit: "ms" },
  ];

  for (const [name, queries] of Object.entries(queriesByKind())) {
    const samples: number[] = [];
    const plainSamples: number[] = [];
    for (const [index, query] of queries.entries()) {
      let found: readonly LogEntry[] = [];
      samples.push(await timed(async () => void (found = (await entries.find(query)).entries)));
      // The plain way takes long: every fifth query will do.
      if (index % 5 !== 0) continue;
      let expected: readonly LogEntry[] = [];
      plainSamples.push(await timed(async () => void (expected = await scan(plain, query))));
      if (found.map(({ id }) => id).join() !== expected.map(({ id }) => id).join()) {
        throw new Error(`The store and the scan disagree on ${JSON.stringify(query)}`);
      }
    }
    rows.push({ name: `${name}, p50`, value: quantile(samples, 0.5), unit: "ms" });
    rows.push(smaller(`${name}, p95`, "ms", quantile(samples, 0.95), "scan", quantile(plainSamples, 0.95)));
  }

  const summaryMs: number[] = [];
  for (let at = 0; at < 20; at++) summaryMs.push(await timed(() => entries.summary()));
  rows.push({ name: "summary, p95", value: quantile(summaryMs, 0.95), unit: "ms" });
  let read = 0;
  const orderMs = await timed(async () => {
    for await (const batch of entries.ownInOrder(500)) read += batch.length;
  });
  rows.push({ name: "read all own in order", value: read / (orderMs / 1000), unit: "entries/s" });
  const singles = [...sampleLog(50, 2)];
  const singleMs: number[] = [];
  for (const entry of singles) singleMs.push(await timed(() => entries.addBatch([entry])));
  rows.push({ name: "write one entry, p95", value: quantile(singleMs, 0.95), unit: "ms" });
  const removeMs = await timed(() => store?.imports.undo("bench"));
  rows.push({ name: "undo everything", value: count / (removeMs / 1000), unit: "entries/s" });

  await store.wipe();
  store.close();
  await plain.delete();
  await Dexie.delete("bench-multi-entry");
  return { name: "store", about: `${count.toLocaleString("en")} entries in batches of ${batchSize}`, rows };
}

/** What Dexie's own guide does for full text: an index of every word of every entry. */
async function timedMultiEntry(batches: readonly LogEntry[][]): Promise<number> {
  const db = new Dexie("bench-multi-entry", { cache: "disabled" });
  db.version(1).stores({ entries: "id, sentAt, *words" });
  await db.delete();
  await db.open();
  const ms = await timed(async () => {
    for (const batch of batches) {
      await db.table("entries").bulkPut(
        batch.map((entry) => ({
          ...entry,
          words: [...new Set(segmentWords(entry.text).map((w) => foldWord(w.text)))],
        })),
      );
    }
  });
  db.close();
  return ms;
}

function queriesByKind(): Record<string, EntryQuery[]> {
  const random = seededRandom(7);
  const rank = (): number => Math.floor(30_000 ** random()) - 1;
  const make = (build: () => Omit<EntryQuery, "limit">): EntryQuery[] =>
    Array.from({ length: 50 }, () => ({ ...build(), limit: 50 }));
  const from = Date.UTC(2012, 2, 1);
  return {
    "one word": make(() => ({ words: wordOfRank(rank()) })),
    "two words": make(() => ({ words: `${wordOfRank(rank())} ${wordOfRank(rank())}` })),
    "first letters": make(() => ({ words: wordOfRank(rank()).slice(0, 1 + Math.floor(random() * 3)) })),
    "word, register, own, time": make(() => ({
      words: wordOfRank(rank()),
      register: "reply",
      isOwn: true,
      from,
      to: from + 60 * 86_400_000,
      order: "oldest",
    })),
    "newest, no words": make(() => ({})),
  };
}

/** The plain way: read everything, newest or oldest first, and look. */
async function scan(plain: Dexie, query: EntryQuery): Promise<LogEntry[]> {
  const all = await plain.table<LogEntry>("entries").orderBy("sentAt").toArray();
  if (query.order !== "oldest") all.reverse();
  const wanted = segmentWords(query.words ?? "").map((word) => foldWord(word.text));
  const found: LogEntry[] = [];
  for (const entry of all) {
    const sentAt = entry.sentAt ?? Number.NaN;
    if (query.register !== undefined && entry.register !== query.register) continue;
    if (query.isOwn !== undefined && entry.isOwn !== query.isOwn) continue;
    if (query.from !== undefined && !(sentAt >= query.from)) continue;
    if (query.to !== undefined && !(sentAt < query.to)) continue;
    const words = wanted.length === 0 ? [] : segmentWords(entry.text).map((word) => foldWord(word.text));
    const holds = (word: string, at: number): boolean =>
      at === wanted.length - 1 ? words.some((other) => other.startsWith(word)) : words.includes(word);
    if (wanted.every(holds)) found.push(entry);
    if (found.length === query.limit) break;
  }
  return found;
}

function batchesOf(entries: Iterable<LogEntry>): LogEntry[][] {
  const batches: LogEntry[][] = [[]];
  for (const entry of entries) {
    if (batches.at(-1)?.length === batchSize) batches.push([]);
    batches.at(-1)?.push(entry);
  }
  return batches;
}

/** Bytes that the browser counts for this site, once it has written out what it holds back. */
async function usedBytes(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return (await navigator.storage.estimate()).usage ?? 0;
}

async function timed(work: () => Promise<unknown> | undefined): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function faster(name: string, unit: string, value: number, baselineName: string, baseline: number): BenchRow {
  return { name, value, unit, baseline: { name: baselineName, value: baseline }, ratio: value / baseline };
}

function smaller(name: string, unit: string, value: number, baselineName: string, baseline: number): BenchRow {
  return { name, value, unit, baseline: { name: baselineName, value: baseline }, ratio: baseline / value };
}
