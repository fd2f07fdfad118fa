import { existsSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { chosen, readAll } from "../testing/read-all.ts";

const lines = (...records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");
const row = {
  id: "a-1",
  at: "2024-05-01T10:00:00+02:00",
  author: "self",
  kind: "email",
  text: "Hello there",
  context: "Re: hi",
};

test("[J1] known by its lines, not by its name", async () => {
  for (const name of ["history.jsonl", "history.ndjson", "history.txt", "history", "history.json"]) {
    const { entries, format } = await readAll(chosen(name, lines(row, { ...row, id: "a-2" })));
    expect([format, entries.length]).toEqual(["JSON lines", 2]);
  }
});

test("[J2] the fields of a line become those of the entry", async () => {
  const { entries, tally } = await readAll(chosen("h.jsonl", lines(row)));
  expect(entries[0]).toMatchObject({
    source: "jsonl",
    author: "self",
    isOwn: true,
    sentAt: Date.UTC(2024, 4, 1, 8),
    isLocalTime: false,
    register: "email",
    recipient: null,
    text: "Hello there",
    context: "Re: hi",
  });
  expect(entries[0]?.id).toMatch(/^jsonl:a-1:[0-9a-f]{12}$/);
  expect(tally.me).toMatchObject({ names: ["self"], certainty: "certain" });
});

test("[J3] dates may have a time, a zone, both, neither, or be null", async () => {
  const ats = ["2024-05-01", "2024-05-01T10:00:00", "2024-05-01T10:00:00Z", null, 1714557600, "1660-01-01", "nonsense"];
  const { entries, tally } = await readAll(chosen("h.jsonl", lines(...ats.map((at, i) => ({ ...row, id: i, at })))));
  expect(entries.map(({ sentAt, isLocalTime }) => [sentAt, isLocalTime])).toEqual([
    [Date.UTC(2024, 4, 1), true],
    [Date.UTC(2024, 4, 1, 10), true],
    [Date.UTC(2024, 4, 1, 10), false],
    [null, false],
    [1714557600000, false],
    [Date.UTC(1660, 0, 1), true],
    [null, false],
  ]);
  expect(tally.warnings).toEqual(["“h.jsonl”: 1 date could not be read; these entries have none."]);
});

test("[J4] self and other are certain; other names are asked about, with samples and counts", async () => {
  const named = await readAll(
    chosen(
      "h.jsonl",
      lines({ author: "Ana", text: "one" }, { author: "Ben", text: "two" }, { author: "Ana", text: "three" }),
    ),
  );
  expect(named.tally.me).toMatchObject({ names: [], certainty: "asked" });
  expect(named.tally.authors).toEqual([
    { name: "Ana", entries: 2, samples: ["one", "three"] },
    { name: "Ben", entries: 1, samples: ["two"] },
  ]);
  const mixed = await readAll(
    chosen("h.jsonl", lines({ author: "self", text: "one" }, { author: "Ben", text: "two" })),
  );
  expect(mixed.tally).toMatchObject({ own: 1, me: { names: ["self"], certainty: "certain" } });
  const nobody = await readAll(chosen("h.jsonl", lines({ text: "one" })));
  expect(nobody.tally).toMatchObject({ own: 1, me: { names: ["me"], certainty: "likely" } });
});

test("[J5] common other names of the fields are understood", async () => {
  const { entries } = await readAll(
    chosen(
      "h.jsonl",
      lines(
        { body: "hi", sender: "me", timestamp: 1714557600, subject: "topic", to: "ben" },
        { role: "user", content: "a question" },
        { role: "assistant", content: "an answer" },
      ),
    ),
  );
  expect(entries.map((e) => [e.text, e.isOwn, e.context, e.recipient])).toEqual([
    ["hi", true, "topic", "ben"],
    ["a question", true, null, null],
    ["an answer", false, null, null],
  ]);
});

test("[J6] ids are stable, and the same id in another history is another entry", async () => {
  const first = await readAll(chosen("h.jsonl", lines(row)));
  const renamed = await readAll(chosen("other.txt", lines(row)));
  const different = await readAll(chosen("h.jsonl", lines({ ...row, text: "Other words" })));
  expect(renamed.entries[0]?.id).toBe(first.entries[0]?.id);
  expect(different.entries[0]?.id).not.toBe(first.entries[0]?.id);
  const bare = { at: null, author: "self", text: "ok" };
  const thrice = await readAll(chosen("h.jsonl", lines(bare, bare, bare)));
  expect(new Set(thrice.entries.map(({ id }) => id)).size).toBe(3);
  const repeated = await readAll(chosen("h.jsonl", lines(row, row)));
  expect([repeated.entries.length, repeated.rejections.map(({ reason }) => reason)]).toEqual([1, ["duplicate"]]);
});

test("[J7] a line longer than any entry is counted, the others are read", async () => {
  const giant = `{"author":"self","text":"${"x".repeat(50 * 2 ** 20)}"}`;
  const content = new Blob([`${lines(row)}\n`, giant, `\n${lines({ ...row, id: "z" })}`]);
  const { entries, rejections } = await readAll(chosen("h.jsonl", content));
  expect(entries).toHaveLength(2);
  expect(rejections).toMatchObject([{ reason: "too-long", place: "h.jsonl, line 2" }]);
  expect(rejections[0]?.excerpt.length).toBeLessThanOrEqual(120);
  const alone = await readAll(chosen("h.jsonl", giant));
  expect([alone.entries.length, alone.rejections.length]).toEqual([0, 1]);
});

test("[J8] hostile lines become plain text or a counted rejection", async () => {
  const content = [
    '{"author":"self","text":"<script>alert(1)</script><b>bold</b>"}',
    '{"author":"self","__proto__":{"text":"no"},"constructor":1,"text":"proto"}',
    '{"__proto__":{"text":"inherited"}}',
    `{"author":"self","text":"deep","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    '{"author":"self","text":"lone \\ud800 surrogate and \\u0000 zero"}',
    '{"author":"self","text":{"nested":"object"}}',
    '{"author":"self","text":"   "}',
    '{"author":"self","tex',
    "[1,2,3]",
    "",
    '"only a string"',
  ].join("\n");
  const { entries, rejections } = await readAll(chosen("h.jsonl", content));
  expect(entries.map(({ text }) => text)).toEqual([
    "<script>alert(1)</script><b>bold</b>",
    "proto",
    "deep",
    "lone \uFFFD surrogate and  zero",
  ]);
  expect(rejections.map(({ reason, place }) => [reason, place])).toEqual([
    ["empty-text", "h.jsonl, line 3"],
    ["broken-record", "h.jsonl, line 6"],
    ["empty-text", "h.jsonl, line 7"],
    ["broken-json", "h.jsonl, line 8"],
    ["broken-record", "h.jsonl, line 9"],
    ["broken-record", "h.jsonl, line 11"],
  ]);
});

test("[J9] encodings: byte order mark, UTF-16, Windows-1252 line by line, all line ends", async () => {
  const text = '{"author":"self","text":"café – naïve"}';
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(new Uint16Array(Array.from(text, (c) => c.charCodeAt(0))).buffer),
  ]);
  const latin = Uint8Array.from(Array.from(text, (c) => (c === "–" ? 0x96 : c.charCodeAt(0))));
  const big = new Uint8Array(utf16.length - 2);
  for (let i = 0; i < big.length; i += 2) [big[i], big[i + 1]] = [utf16[i + 3]!, utf16[i + 2]!];
  for (const [bytes, warned] of [
    [`\uFEFF${text}`, 0],
    [utf16, 0],
    [big, 0],
    [latin, 1],
  ] as const) {
    const { entries, tally } = await readAll(chosen("h.jsonl", bytes));
    expect(entries.map((entry) => entry.text)).toEqual(["café – naïve"]);
    expect(tally.warnings).toHaveLength(warned);
  }
  const mixed = await readAll(
    chosen("h.jsonl", new Blob([`${text}\r\n`, latin, `\r${text.replace("café", "thé")}\n`])),
  );
  expect(mixed.entries.map((entry) => entry.text)).toEqual(["café – naïve", "café – naïve", "thé – naïve"]);
});

const histories = "../shared/eval/histories";
describe.runIf(existsSync(histories))("with the shared histories", () => {
  test("[J2] every history is read whole", async () => {
    const index = JSON.parse(readFileSync(`${histories}/index.json`, "utf8")) as {
      file: string;
      entries: number;
      own_entries: number;
    }[];
    for (const { file, entries, own_entries } of index) {
      const { tally } = await readAll(chosen(file, readFileSync(`${histories}/${file}`)));
      expect([file, tally.entries, tally.own, tally.rejections.length]).toEqual([file, entries, own_entries, 0]);
    }
  });
});

test("[J4] a name beside “other” says who it was", async () => {
  const { entries } = await readAll(
    chosen("a.jsonl", '{"author":"other","name":"Bob","text":"hi"}\n{"author":"self","name":"Ann","text":"ho"}'),
  );
  expect(entries.map(({ author, isOwn }) => [author, isOwn])).toEqual([
    ["Bob", false],
    ["self", true],
  ]);
});
