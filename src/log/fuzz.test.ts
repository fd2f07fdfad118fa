import fc from "fast-check";
import { expect, test } from "vitest";

import { ImportError } from "./errors.ts";
import type { ChosenFile } from "./open-sources.ts";
import { accountFile, conversation, makeZip, message, tweet, ytd } from "./testing/make-archive.ts";
import { chosen, readAll } from "./testing/read-all.ts";

const options = { seed: 20_26, numRuns: 120 };

/** Reads, or gives null where the import as a whole was refused in words; anything else that is thrown fails the test. */
async function readOrRefuse(...files: readonly ChosenFile[]) {
  try {
    return await readAll(...files);
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}

function mutate(bytes: Uint8Array, changes: readonly (readonly [number, number])[], cut: number): Uint8Array {
  const copy = bytes.slice(0, Math.max(1, Math.floor(bytes.length * cut)));
  for (const [place, value] of changes) copy[Math.floor(place * copy.length)] = value;
  return copy;
}

const changes = fc.array(
  fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 0, max: 255 })),
  {
    maxLength: 8,
  },
);
const cut = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true }));
const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((text) => text.trim() !== "" && !text.includes("\0"));

test("[F1] every JSON line becomes one entry or one rejection, whatever it holds", async () => {
  const value = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constant('{"text":'),
    words.map((text) => JSON.stringify({ text, author: "self" })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
      const lines = values.map((line) => line.replace(/[\r\n]+/g, " ")).filter((line) => line.trim() !== "");
      const sound = JSON.stringify({ text: "sound", author: "self", id: "sound" });
      const result = await readAll(chosen("h.jsonl", [sound, ...lines].join("\n")));
      expect(result.entries.length + result.rejections.length).toBe(lines.length + 1);
    }),
    options,
  );
});

test("[F1] every record of an archive becomes one entry or one rejection", async () => {
  const record = fc.oneof(
    words.map((text) => tweet("", text)),
    words.map((text) => tweet("", `RT @a: ${text}`)),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant({ tweet: null }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 20 }), async (records) => {
      const numbered = records.map(
        (value, index) => JSON.parse(JSON.stringify(value).replaceAll('"id_str":""', `"id_str":"${index}"`)) as unknown,
      );
      const { entries, rejections } = await readAll(
        chosen("tweets.js", ytd("tweets", [tweet("sound", "sound"), ...numbered])),
      );
      expect(entries.length + rejections.length).toBe(records.length + 1);
      expect(entries.some(({ id }) => id === "x:sound")).toBe(true);
    }),
    options,
  );
});

test("[F2] a mutated or truncated file of any format is read or refused in words, and its texts stay storable", async () => {
  const tweets = ytd("tweets", [
    tweet("1", "a &amp; b"),
    tweet("2", "@ben hi", { in_reply_to_screen_name: "ben" }),
    tweet("3", "ü😀"),
  ]);
  const messages = ytd("direct_messages", [
    conversation("1-2", [message("m", "1", "2", "hello", "2024-01-02T10:00:00.000Z")]),
  ]);
  const notes = ytd("note_tweet", [
    { noteTweet: { noteTweetId: "9", createdAt: "2024-11-09T12:14:18.000Z", core: { text: "a & b and more" } } },
  ]);
  const seeds: readonly (readonly [string, Uint8Array])[] = (
    [
      ["tweets.js", tweets],
      ["direct-messages.js", messages],
      ["note-tweet.js", notes],
      ["h.jsonl", '{"author":"self","at":"2024-05-01","text":"one é"}\n{"author":"Ben","text":"two"}\n'],
      ["d.md", "---\ntitle: a\n---\n# b\n\n> q\n\n```\ncode\n```\n\n2024-05-01\n\ntext é\n"],
      ["d.txt", "2024-05-01 one\n2024-05-02 two\n\n> quote\n\nthree ü"],
    ] as const
  ).map(([name, content]) => [name, new TextEncoder().encode(content)]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds), changes, cut, async ([name, bytes], edits, length) => {
      const result = await readOrRefuse(chosen(name, mutate(bytes, edits, length)));
      for (const entry of result?.entries ?? []) {
        expect(entry.text.isWellFormed() && entry.text.trim() !== "" && !entry.text.includes("\0")).toBe(true);
        expect(entry.sentAt === null || Number.isFinite(entry.sentAt)).toBe(true);
      }
    }),
    { ...options, numRuns: 600 },
  );
});

test("[F2] a mutated or truncated ZIP is read or refused in words", async () => {
  const zip = await makeZip([
    accountFile,
    { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "a"), tweet("2", "b")]) },
    { path: "n.md", content: "note" },
  ]);
  const bytes = new Uint8Array(await zip.arrayBuffer());
  await fc.assert(
    fc.asyncProperty(changes, cut, async (edits, length) => {
      const result = await readOrRefuse(chosen("a.zip", mutate(bytes, edits, length)));
      expect(result?.entries.length ?? 0).toBeLessThanOrEqual(3);
    }),
    { ...options, numRuns: 300 },
  );
});

test("[F3] reading the same bytes twice gives the same entries with the same ids", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(words, { minLength: 1, maxLength: 12 }),
      fc.constantFrom("a.txt", "a.md"),
      async (blocks, name) => {
        const file = chosen(name, blocks.join("\n\n"));
        const first = await readOrRefuse(file);
        const second = await readOrRefuse(file);
        expect(second?.entries).toEqual(first?.entries);
        expect(new Set(first?.entries.map(({ id }) => id)).size).toBe(first?.entries.length);
      },
    ),
    options,
  );
});
