import { describe, expect, it } from "vitest";

import type { LogEntry } from "../log/log-entry.ts";
import { foldWord, segmentWords } from "../text/words.ts";
import { segmentSize } from "./postings.ts";
import type { EntryQuery, Store } from "./store.ts";
import { entry, findAll, withStore } from "./test-entries.ts";

type Filter = Omit<EntryQuery, "limit" | "cursor">;

const ids = async (store: Store, query: Filter): Promise<string[]> =>
  (await store.entries.find({ ...query, limit: 100 })).entries.map(({ id }) => id);

/** The plain way, written from the rules alone: look at everything. */
function scan(entries: readonly LogEntry[], query: Filter): string[] {
  const wanted = segmentWords(query.words ?? "").map((word) => foldWord(word.text));
  const order = entries
    .map((member, n) => ({ member, n, at: member.sentAt ?? -Infinity }))
    .sort((a, b) => (a.at === b.at ? a.n - b.n : a.at < b.at ? -1 : 1));
  if (query.order !== "oldest") order.reverse();
  return order.flatMap(({ member, at }) => {
    const words = segmentWords(member.text).map((word) => foldWord(word.text));
    const isWanted =
      (["source", "register", "recipient", "importId", "isOwn"] as const).every(
        (field) => query[field] === undefined || member[field] === query[field],
      ) &&
      (query.from === undefined || (at !== -Infinity && at >= query.from)) &&
      (query.to === undefined || (at !== -Infinity && at < query.to)) &&
      wanted.every((word, place) =>
        place === wanted.length - 1 ? words.some((other) => other.startsWith(word)) : words.includes(word),
      );
    return isWanted ? [member.id] : [];
  });
}

/** Numbers that repeat themselves from run to run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe("find", () => {
  it("[S20] finds entries that hold every word, the last as a beginning", () =>
    withStore(async (store) => {
      await store.entries.addBatch([
        entry("a", { text: "Crème brûlée at the café", sentAt: 1 }),
        entry("b", { text: "cafeteria food, the usual", sentAt: 2 }),
        entry("c", { text: "nothing", sentAt: 3, context: "the café" }),
      ]);
      expect(await ids(store, { words: "CAFE" })).toEqual(["b", "a"]);
      expect(await ids(store, { words: "cafe creme" })).toEqual(["a"]);
      expect(await ids(store, { words: "the c" })).toEqual(["b", "a"]);
      expect(await ids(store, { words: "th c" })).toEqual([]);
      expect(await ids(store, { words: "tea" })).toEqual([]);
    }));

  it("[S21] joins words and filters by “and”; a span of time leaves out what has no time", () =>
    withStore(async (store) => {
      await store.entries.addBatch([
        entry("a", { text: "tea", sentAt: 10, source: "text", register: "diary", importId: "one" }),
        entry("b", { text: "tea", sentAt: 20, register: "reply", recipient: "ana", isOwn: false, importId: "two" }),
        entry("c", { text: "tea", sentAt: null, register: "reply", recipient: "ana", importId: "two" }),
        entry("d", { text: "milk", sentAt: 20, register: "reply", recipient: "ana", importId: "two" }),
      ]);
      expect(await ids(store, { words: "tea", register: "reply" })).toEqual(["b", "c"]);
      expect(await ids(store, { recipient: "ana", isOwn: true })).toEqual(["d", "c"]);
      expect(await ids(store, { source: "text" })).toEqual(["a"]);
      expect(await ids(store, { importId: "two", words: "tea", isOwn: false })).toEqual(["b"]);
      expect(await ids(store, { words: "tea", from: 10, to: 20 })).toEqual(["a"]);
      expect(await ids(store, { from: -Infinity })).toEqual(["d", "b", "a"]);
      expect(await ids(store, { to: 10 })).toEqual([]);
      expect(await ids(store, { words: "tea", source: "paste" })).toEqual([]);
    }));

  it("[S22] pages in the order of time without repeating or missing, whatever comes or goes meanwhile", () =>
    withStore(async (store) => {
      const at = (n: number) => entry(`e${n}`, { sentAt: n % 4 === 0 ? null : Math.floor(n / 3), text: "same words" });
      await store.entries.addBatch(Array.from({ length: 20 }, (_, n) => at(n)));
      const newest = await ids(store, { words: "same" });
      expect(await ids(store, { words: "same", order: "oldest" })).toEqual(newest.toReversed());
      for (const limit of [1, 3, 7, 19, 20, 21]) {
        expect(await findAll(store, { words: "same" }, limit)).toEqual(newest);
        expect(await findAll(store, { order: "oldest" }, limit)).toEqual(newest.toReversed());
      }

      const first = await store.entries.find({ words: "same", limit: 5 });
      await store.entries.addBatch([entry("newer", { sentAt: 999, text: "same words" })]);
      await store.entries.remove([newest[4] ?? "", newest[6] ?? ""]);
      const second = await store.entries.find({ words: "same", limit: 5, cursor: first.nextCursor ?? "" });
      expect(second.entries.map(({ id }) => id)).toEqual([5, 7, 8, 9, 10].map((place) => newest[place]));
    }));

  it("[S23] finds stretches of texts without spaces", () =>
    withStore(async (store) => {
      await store.entries.addBatch([
        entry("ja", { text: "今日はいい天気です", sentAt: 1 }),
        entry("near", { text: "東京と京都", sentAt: 2 }),
        entry("there", { text: "東京都に行く", sentAt: 3 }),
        entry("th", { text: "สวัสดีครับผม", sentAt: 4 }),
      ]);
      expect(await ids(store, { words: "天気" })).toEqual(["ja"]);
      expect(await ids(store, { words: "東京都" })).toEqual(["there"]);
      expect(await ids(store, { words: "京" })).toEqual(["there", "near"]);
      expect(await ids(store, { words: "都 京都" })).toEqual(["there", "near"]);
      expect(await ids(store, { words: "ครับ" })).toEqual(["th"]);
      // Longer than any number of conditions that the index would look up.
      expect(await ids(store, { words: "今日は".repeat(200) })).toEqual([]);
    }));

  it("[S24] finds pictures; nothing for signs that are not looked up; everything for blank words", () =>
    withStore(async (store) => {
      await store.entries.addBatch([entry("a", { text: "yes 🎉" }), entry("b", { text: "no!" })]);
      expect(await ids(store, { words: "🎉" })).toEqual(["a"]);
      expect(await ids(store, { words: "!?" })).toEqual([]);
      expect(await ids(store, { words: " \n" })).toEqual(["b", "a"]);
    }));

  it("[S26] finds what looking at every entry finds, over the borders of segments", () =>
    withStore(async (store) => {
      const roll = dice(1);
      const words = ["a", "an", "ant", "antler", "bee", "been", "tea", "the", "there", "don't", "é", "zoo"];
      const all: LogEntry[] = Array.from({ length: segmentSize + 300 }, (_, n) =>
        entry(`e${n}`, {
          text: Array.from({ length: 1 + roll(5) }, () => words[roll(words.length)]).join(" "),
          sentAt: roll(10) === 0 ? null : roll(500),
          register: ["post", "reply"][roll(2)] ?? "",
          recipient: [null, "ana", "bo"][roll(3)] ?? null,
          source: roll(2) === 0 ? "x" : "text",
          isOwn: roll(3) > 0,
        }),
      );
      for (let at = 0; at < all.length; at += 700) await store.entries.addBatch(all.slice(at, at + 700));
      const gone = all.filter(() => roll(10) === 0);
      await store.entries.remove(gone.map(({ id }) => id));
      const left = all.filter((member) => !gone.includes(member));
      const maybe = <T>(value: T): T | undefined => (roll(2) === 0 ? value : undefined);
      for (let round = 0; round < 60; round++) {
        const query: Filter = {
          words: maybe(
            Array.from({ length: 1 + roll(3) }, () => words[roll(words.length)]?.slice(0, 1 + roll(6))).join(" "),
          ),
          source: maybe("text"),
          register: maybe("reply"),
          recipient: maybe("ana"),
          isOwn: maybe(roll(2) === 0),
          from: maybe(roll(300)),
          to: maybe(200 + roll(300)),
          order: maybe("oldest"),
        };
        expect(await findAll(store, query, 40 + roll(400)), JSON.stringify(query)).toEqual(scan(left, query));
      }
    }));

  it("[S27] refuses a page of no entries and a cursor that is none", () =>
    withStore(async (store) => {
      for (const wrong of [{ limit: 0 }, { limit: 1.5 }, { limit: 5, cursor: "x" }, { limit: 5, cursor: "" }]) {
        await expect(store.entries.find(wrong)).rejects.toMatchObject({ name: "StoreError", code: "invalid" });
      }
    }));
});
