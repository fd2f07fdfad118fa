import { expect, test } from "vitest";

import { ImportError } from "./errors.ts";
import { accountFile, makeZip, tweet, ytd } from "./testing/make-archive.ts";
import { chosen, readAll } from "./testing/read-all.ts";

test("[E1] what cannot be read is said in words, with what to do", async () => {
  const cases = [
    [[], "nothing-chosen"],
    [[chosen("empty.txt", "")], "empty"],
    [[chosen("a", ""), chosen("b", "")], "empty"],
    [[chosen("table.csv", "a,b\n1,2")], "unrecognised"],
    [[chosen("table.jsonl", "a,b\n1,2")], "mislabelled"],
    [[chosen("page.html", "<html>")], "unrecognised"],
    [[chosen("page.txt", "<!doctype html><p>x")], "unrecognised"],
    [
      [
        chosen(
          "program.txt",
          Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) % 7),
        ),
      ],
      "mislabelled",
    ],
    [[chosen("runtime.js", "alert(1)")], "unrecognised"],
    [[chosen("a.png", "x"), chosen("b.csv", "1,2")], "unrecognised"],
  ] as const;
  for (const [files, code] of cases) {
    const error = await readAll(...files).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ImportError);
    expect([files.map(({ path }) => path), (error as ImportError).code]).toEqual([files.map(({ path }) => path), code]);
    expect((error as ImportError).message).toMatch(/\.$|\?$/);
  }
});

test("[E2] several formats and archives are read at once; what is left out is said", async () => {
  const zip = await makeZip([accountFile, { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "a post")]) }]);
  const { entries, format, tally } = await readAll(
    chosen("mine/archive.zip", zip),
    chosen("mine/notes/a.md", "a note"),
    chosen("mine/h.jsonl", '{"author":"self","text":"a line"}'),
    chosen("mine/table.csv", "1,2"),
    chosen("mine/pic.jpg", "x"),
  );
  expect(entries.map(({ text }) => text).toSorted()).toEqual(["a line", "a note", "a post"]);
  expect(format).toBe("X/Twitter archive, JSON lines, Markdown");
  expect(tally.warnings).toEqual([
    "1 file holds no text and stayed unread (jpg).",
    "Not of a format that can be read, left out: table.csv.",
  ]);
});

test("[E3] a file that changes while it is read ends the import with words", async () => {
  const blob = {
    size: 10,
    stream: () => new ReadableStream({ pull: () => Promise.reject(new DOMException("changed", "NotReadableError")) }),
  };
  await expect(readAll({ path: "a.txt", blob: blob as unknown as Blob })).rejects.toMatchObject({ code: "unreadable" });
});
