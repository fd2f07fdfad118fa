import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { accountFile, makeZip, tweet, ytd } from "../log/testing/make-archive.ts";
import { importPaths } from "./import.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "import-"));
});
afterEach(() => rm(folder, { recursive: true }));

const command = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "src/headless/import.ts", ...args]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );

test("files, ZIPs and folders are read, links are not followed", async () => {
  const zip = await makeZip([
    accountFile,
    { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "a"), tweet("2", "RT @b: c")]) },
  ]);
  await writeFile(path.join(folder, "archive.zip"), new Uint8Array(await zip.arrayBuffer()));
  await mkdir(path.join(folder, "notes"));
  await writeFile(path.join(folder, "notes", "2024-05-01.md"), "a note");
  await symlink("/etc/hostname", path.join(folder, "notes", "link.md"));
  const report = await importPaths([path.join(folder, "archive.zip"), path.join(folder, "notes")]);
  expect(report).toMatchObject({
    format: "X/Twitter archive, Markdown",
    entries: 2,
    self: 2,
    other: 0,
    rejected: { retweet: 1, symlink: 1 },
    firstAt: "2024-05-01T00:00:00.000Z",
    lastAt: "2024-11-09T12:14:18.000Z",
  });
  expect(report.peakMemoryBytes).toBeGreaterThan(10 * 2 ** 20);
});

test("--me says who the person is; what is written out reads back the same", async () => {
  const file = path.join(folder, "h.jsonl");
  const out = path.join(folder, "out.jsonl");
  const rows = [
    { id: 1, at: "2024-05-01", author: "Ana", kind: "email", text: "one", context: "Re: x" },
    { id: 2, at: "2024-05-01T10:00:00+02:00", author: "Ben", text: "two" },
    { id: 3, at: "2024-05-01T10:00:00", author: "Ana", text: "three" },
  ];
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  const asked = await importPaths([file]);
  expect(asked).toMatchObject({
    self: 0,
    other: 3,
    me: { certainty: "asked" },
    authors: [
      { name: "Ana", entries: 2 },
      { name: "Ben", entries: 1 },
    ],
  });
  expect(await importPaths([file], { me: "ana", out })).toMatchObject({ self: 2, other: 1 });
  const lines = (await readFile(out, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ at, author, kind, text, context }) => [at, author, kind, text, context])).toEqual([
    ["2024-05-01", "self", "email", "one", "Re: x"],
    ["2024-05-01T08:00:00.000Z", "other", "note", "two", null],
    ["2024-05-01T10:00:00", "self", "note", "three", null],
  ]);
  expect(await importPaths([out])).toMatchObject({ entries: 3, self: 2, other: 1, rejected: {} });
  await expect(importPaths([file], { me: "Cleo" })).rejects.toMatchObject({ code: "unknown-author" });
});

test("the command prints one JSON object, and fails with a code", async () => {
  const file = path.join(folder, "words.txt");
  await writeFile(file, "one\n\ntwo");
  const good = await command(file);
  expect(good.code).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject({ format: "Plain text", entries: 2, self: 2 });
  for (const [args, code] of [
    [[path.join(folder, "nowhere")], "unreadable"],
    [[], "nothing-chosen"],
    [[folder, "--wrong"], "failed"],
  ] as const) {
    const bad = await command(...args);
    expect([bad.code, (JSON.parse(bad.stdout) as { error: { code: string } }).error.code]).toEqual([1, code]);
  }
});
