import { expect, test } from "vitest";

import { makeZip } from "../testing/make-archive.ts";
import { chosen, readAll } from "../testing/read-all.ts";

test("[M1] a file is an entry, a folder of them many, also in a ZIP; hidden folders are left alone", async () => {
  const zip = await makeZip([
    { path: "vault/Garden.md", content: "beans are up" },
    { path: "vault/.obsidian/workspace.md", content: "no" },
    { path: "vault/pictures/a.png", content: "png" },
    { path: "vault/sub/Trip to Rome.md", content: "we went\n\nand came back" },
  ]);
  for (const files of [
    [chosen("vault.zip", zip)],
    [chosen("vault/Garden.md", "beans are up"), chosen("vault/sub/Trip to Rome.md", "we went\n\nand came back")],
  ]) {
    const { entries, rejections } = await readAll(...files);
    expect(entries.map(({ text, context, register, source }) => [text, context, register, source])).toEqual([
      ["beans are up", "Garden", "note", "markdown"],
      ["we went\n\nand came back", "Trip to Rome", "note", "markdown"],
    ]);
    expect(rejections).toEqual([]);
  }
});

test("[M2] front matter is read, not imported", async () => {
  const content = '---\ntitle: "On beans"\ndate: 2024-05-01 10:00:00 +0200\nauthor: Mara\ntags: [a, b]\n---\nthey grow';
  const { entries, tally } = await readAll(chosen("x.md", content));
  expect(entries).toMatchObject([
    { text: "they grow", context: "On beans", sentAt: Date.UTC(2024, 4, 1, 8), isLocalTime: false, author: "Mara" },
  ]);
  expect(tally.me).toMatchObject({ names: ["Mara"], certainty: "likely" });
  const bare = await readAll(chosen("x.md", "---\ntitle: nothing\n---\n"));
  expect([bare.entries, bare.rejections.map(({ reason }) => reason)]).toEqual([[], ["empty-text"]]);
  const two = await readAll(chosen("x.md", content), chosen("y.md", content.replace("Mara", "Ben")));
  expect(two.tally.me).toMatchObject({ names: [], certainty: "asked" });
});

test("[M3] [M4] [M5] code, quotes and embedded files are counted, not imported", async () => {
  const content =
    "intro\n\n```js\nconst x = 1;\n\n> not a quote\n```\n\n> said by somebody\n> else\n\n![[picture.png]]\n![alt](a.png)\nend with `code` inline";
  const { entries, rejections } = await readAll(chosen("x.md", content));
  expect(entries.map(({ text }) => text)).toEqual(["intro\n\nend with `code` inline"]);
  expect(rejections.map(({ reason, place }) => [reason, place])).toEqual([
    ["code-block", "x.md, line 3"],
    ["quoted-text", "x.md, line 9"],
    ["embed", "x.md, line 12"],
    ["embed", "x.md, line 13"],
  ]);
  const open = await readAll(chosen("x.md", "before\n~~~\nnever closed\n```\nstill code"));
  expect([open.entries.length, open.rejections.map(({ reason }) => reason)]).toEqual([1, ["code-block"]]);
});

test("[M6] [M7] [M8] date, title and register come from front matter or the file name", async () => {
  const { entries } = await readAll(
    chosen("daily/2024-05-01.md", "a"),
    chosen("_posts/2024-05-02-on-beans.md", "b"),
    chosen("Untitled 3.md", "c"),
    chosen("x.md", "---\ncreated: May 4, 2024\nlayout: post\n---\nd"),
    chosen("2024-13-45.md", "e"),
  );
  expect(entries.map(({ text, sentAt, context, register }) => [text, sentAt, context, register])).toEqual([
    ["a", Date.UTC(2024, 4, 1), null, "diary"],
    ["b", Date.UTC(2024, 4, 2), "on beans", "post"],
    ["c", null, null, "note"],
    ["d", Date.UTC(2024, 4, 4), "x", "post"],
    ["e", null, null, "diary"],
  ]);
});

test("[M1] date headings make a diary of a file, also under a title", async () => {
  const { entries } = await readAll(
    chosen("Journal.md", "# Journal\n\n## 2024-05-01\n\ngot up\n\n```\n2024-05-09\n```\n\n## 2024-05-02\n\nagain"),
  );
  expect(entries.map(({ text, sentAt, register }) => [text, sentAt, register])).toEqual([
    ["# Journal", null, "note"],
    ["got up", Date.UTC(2024, 4, 1), "diary"],
    ["again", Date.UTC(2024, 4, 2), "diary"],
  ]);
});

test("[M2] a rule at the beginning is no front matter, and nothing after it is lost", async () => {
  for (const [text, expected] of [
    ["---\nprose that goes on: to the end\nand on\n\nmore\n", "prose that goes on: to the end\nand on\n\nmore"],
    ["---\nJust prose, no field.\n\n---\nand more\n", "Just prose, no field.\n\n---\nand more"],
    ["---\n---\ntext after\n", "text after"],
  ] as const) {
    const { entries } = await readAll(chosen("a.md", text));
    expect(entries.map((entry) => entry.text)).toEqual([expected]);
  }
});

test("[M2] TOML front matter, line ends of Windows, a byte order mark, a list in the fields", async () => {
  const { entries } = await readAll(
    chosen("toml.md", '+++\ntitle = "The mill"\ndate = 2020-02-03T04:05:06Z\ndraft = false\n+++\n\nShut.\n'),
    chosen("crlf.md", "\ufeff---\r\ntags:\r\n  - a\r\ntitle: 'The pot'\r\ndate: 2021-01-01\r\n---\r\n\r\nSings.\r\n"),
  );
  expect(entries.map(({ text, context, sentAt }) => [text, context, sentAt])).toEqual([
    ["Shut.", "The mill", Date.UTC(2020, 1, 3, 4, 5, 6)],
    ["Sings.", "The pot", Date.UTC(2021, 0, 1)],
  ]);
});

test("[M2] properties of Logseq and Dataview are no text", async () => {
  const journal =
    "- Walked to the mill\n\t- it was shut\n\t  collapsed:: true\n- Called Ben\n  id:: 6630-aa\n- mood:: good\n";
  const { entries } = await readAll(chosen("journals/2024_05_01.md", journal));
  expect(entries).toMatchObject([
    { text: "- Walked to the mill\n\t- it was shut\n- Called Ben", register: "diary", sentAt: Date.UTC(2024, 4, 1) },
  ]);
});
