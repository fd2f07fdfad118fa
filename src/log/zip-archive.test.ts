import { expect, test } from "vitest";

import { accountFile, type ArchiveFile, makeZip, tweet, ytd } from "./testing/make-archive.ts";
import { chosen, readAll } from "./testing/read-all.ts";
import { openZip } from "./zip-archive.ts";

const tweets: ArchiveFile = { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "sound")]) };

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Where a pattern of bytes begins, searched from the end. */
function lastIndexOf(bytes: Uint8Array, pattern: readonly number[]): number {
  for (let at = bytes.length - pattern.length; at >= 0; at--) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  throw new Error("pattern not found");
}

test("[Z1] a ZIP is one by its header, whatever its name", async () => {
  const zip = await makeZip([accountFile, tweets]);
  const { entries, tally } = await readAll(chosen("notes.txt", zip));
  expect(entries.map(({ id }) => id)).toEqual(["x:1"]);
  expect(tally.warnings).toEqual(["“notes.txt” is really a ZIP archive and was read as one."]);
  await expect(readAll(chosen("x.zip", "just text"))).rejects.toMatchObject({ code: "mislabelled" });
});

test("[Z1] a ZIP within a ZIP is not opened, and it is said what to do", async () => {
  const inner = new Uint8Array(await (await makeZip([accountFile, tweets])).arrayBuffer());
  const outer = await makeZip([
    { path: "twitter.zip", content: inner },
    { path: "notes.zip", content: inner },
  ]);
  await expect(readAll(chosen("both.zip", outer))).rejects.toMatchObject({
    code: "unrecognised",
    message: expect.stringContaining("Unpack the outer one"),
  });
});

test("[Z6] pictures and films of an archive are counted by their names and neither held nor opened", async () => {
  const media = Array.from({ length: 300 }, (_, index) => ({ path: `data/tweets_media/${index}.jpg`, content: "x" }));
  const zip = await makeZip([accountFile, tweets, ...media]);
  const { files } = await openZip(zip, "a.zip", (path) => !path.endsWith(".jpg"));
  expect(files.map(({ path }) => path)).toEqual(["data/account.js", "data/tweets.js"]);
  const { tally } = await readAll(chosen("a.zip", zip));
  expect(tally.warnings).toEqual(["300 files hold no text and stayed unread (jpg)."]);
});

test("[Z2] paths that lead outside, links and second files of a name are counted and not read", async () => {
  const link = { externalFileAttributes: (0xa1ff << 16) >>> 0, versionMadeBy: (3 << 8) | 20 };
  const evil = ytd("tweets", [tweet("666", "evil")]);
  const zip = await makeZip([
    accountFile,
    tweets,
    { path: "../../data/tweets.js", content: evil },
    { path: "/etc/tweets.js", content: evil },
    { path: "C:\\data\\tweets.js", content: evil },
    { path: "data/..\\..\\tweets.js", content: evil },
    { path: "data/link.js", content: "/etc/passwd", options: link },
    { path: "data/tweetz.js", content: evil },
  ]);
  const bytes = await bytesOf(zip);
  const name = [...new TextEncoder().encode("data/tweetz.js")];
  for (let at = 0; at < bytes.length; at++) {
    if (name.every((byte, index) => bytes[at + index] === byte))
      bytes.set(new TextEncoder().encode("data/tweets.js"), at);
  }
  const { entries, rejections } = await readAll(chosen("a.zip", bytes));
  expect(entries.map(({ text }) => text)).toEqual(["sound"]);
  expect(rejections.map(({ reason }) => reason)).toEqual([
    ...Array.from({ length: 4 }, () => "unsafe-path"),
    "symlink",
    "duplicate-name",
  ]);
});

test("[Z3] a ZIP that was cut anywhere gives a clear error or its sound part, never anything else", async () => {
  const bytes = await bytesOf(await makeZip([accountFile, tweets, { path: "data/like.js", content: ytd("like", []) }]));
  for (let length = 4; length < bytes.length; length += 37) {
    await expect(readAll(chosen("a.zip", bytes.slice(0, length)))).rejects.toMatchObject({ code: "zip-damaged" });
  }
});

test("[Z3] a damaged file within a ZIP keeps what was read of it and is counted", async () => {
  const many = Array.from({ length: 3000 }, (_, index) => tweet(String(index), `thought ${index} ${Math.sin(index)}`));
  const bytes = await bytesOf(
    await makeZip([accountFile, { path: "data/tweets.js", content: ytd("tweets", many), options: { level: 0 } }]),
  );
  const at = lastIndexOf(bytes, [...new TextEncoder().encode("thought 2990")]);
  bytes[at] = 0x54;
  const { entries, rejections } = await readAll(chosen("a.zip", bytes));
  expect(entries.length).toBeGreaterThan(2900);
  expect(rejections.map(({ reason }) => reason)).toContain("unreadable");
});

test("[Z4] a password is asked to be taken off first", async () => {
  const zip = await makeZip([{ ...tweets, options: { password: "secret" } }]);
  await expect(readAll(chosen("a.zip", zip))).rejects.toMatchObject({ code: "zip-encrypted" });
});

test("[Z5] a bomb is refused by what it declares, before anything is unpacked", async () => {
  const zeros = await makeZip([accountFile, { path: "data/tweets.js", content: new Uint8Array(80 * 2 ** 20) }]);
  expect(zeros.size).toBeLessThan(200_000);
  await expect(readAll(chosen("a.zip", zeros))).rejects.toMatchObject({ code: "zip-unsafe" });
});

test("[Z5] a file that unpacks to more than it declares is cut there and counted", async () => {
  const bytes = await bytesOf(
    await makeZip([accountFile, { ...tweets, content: ytd("tweets", [tweet("1", "x".repeat(300_000))]) }]),
  );
  const central = lastIndexOf(bytes, [0x50, 0x4b, 0x01, 0x02]);
  new DataView(bytes.buffer).setUint32(central + 24, 1000, true);
  const { entries, rejections } = await readAll(chosen("a.zip", bytes));
  expect(entries).toEqual([]);
  expect(rejections.map(({ reason, place }) => [reason, place])).toEqual([["unreadable", "data/tweets.js"]]);
});

test("[Z5] files that lie over each other are refused", async () => {
  const big = ytd(
    "tweets",
    Array.from({ length: 500 }, (_, index) => tweet(String(index), `t ${Math.sin(index)}`)),
  );
  const bytes = await bytesOf(
    await makeZip(["a", "b", "c", "d"].map((name) => ({ path: `${name}.js`, content: big, options: { level: 0 } }))),
  );
  // Every entry of the table now points to the first file: four times the bytes for the price of one.
  const view = new DataView(bytes.buffer);
  const first = bytes.length;
  const size = view.getUint32(18, true);
  const local = bytes.slice(0, 30 + 4 + view.getUint16(28, true) + size);
  const table = bytes.slice(view.getUint32(lastIndexOf(bytes, [0x50, 0x4b, 0x05, 0x06]) + 16, true));
  const tableView = new DataView(table.buffer);
  for (let at = 0; tableView.getUint32(at, true) === 0x02014b50;) {
    tableView.setUint32(at + 42, 0, true);
    at +=
      46 + tableView.getUint16(at + 28, true) + tableView.getUint16(at + 30, true) + tableView.getUint16(at + 32, true);
  }
  tableView.setUint32(lastIndexOf(table, [0x50, 0x4b, 0x05, 0x06]) + 16, local.length, true);
  expect(first).toBeGreaterThan(local.length);
  await expect(readAll(chosen("a.zip", new Blob([local, table])))).rejects.toMatchObject({ name: "ImportError" });
});

test("[Z7] a compression that cannot be undone here counts as unreadable and keeps nobody waiting", async () => {
  const zip = await bytesOf(await makeZip([accountFile, tweets]));
  const table = lastIndexOf(zip, [0x50, 0x4b, 0x01, 0x02]);
  // The method of the last file (tweets.js) in the table of contents: 12 is bzip2.
  zip[table + 10] = 12;
  const { entries, rejections } = await readAll(chosen("a.zip", zip));
  expect(entries).toEqual([]);
  expect(rejections).toMatchObject([{ reason: "unreadable", place: "a.zip: data/tweets.js" }]);
  const all = Uint8Array.from(zip);
  all[lastIndexOf(zip.subarray(0, table), [0x50, 0x4b, 0x01, 0x02]) + 10] = 12;
  await expect(readAll(chosen("a.zip", all))).rejects.toMatchObject({
    code: "zip-damaged",
    message: expect.stringContaining("unpack it and choose the folder"),
  });
});
