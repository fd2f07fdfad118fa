import { expect, test } from "vitest";

import { chosen, readAll } from "../testing/read-all.ts";

async function read(text: string, name = "pasted.txt") {
  return readAll(chosen(name, text));
}

test("[T10] lines that begin with a name are a chat: the names are asked about, what others said is the context", async () => {
  const { entries, tally } = await read(
    "Ann: are you there?\nBob: yes, always\nBob: nearly\nAnn: the kettle sings\nand it won't stop\nBob: coming\n",
  );
  expect(entries.map(({ author, isOwn, text, context, register }) => [author, isOwn, text, context, register])).toEqual(
    [
      ["Ann", null, "are you there?", null, "chat"],
      ["Bob", null, "yes, always", "are you there?", "chat"],
      ["Bob", null, "nearly", null, "chat"],
      ["Ann", null, "the kettle sings\nand it won't stop", "yes, always\nnearly", "chat"],
      ["Bob", null, "coming", "the kettle sings\nand it won't stop", "chat"],
    ],
  );
  expect(tally.me).toMatchObject({ names: [], certainty: "asked" });
  expect(tally.authors.map(({ name, entries: count }) => [name, count])).toEqual([
    ["Bob", 3],
    ["Ann", 2],
  ]);
});

test("[T10] headings, ingredients and dialogue within prose are no chat", async () => {
  for (const text of [
    "Note: this is prose.\n\nRemember: bring bread.\n\nHe said: nothing at all.\n",
    "Flour: 200 g\nSugar: 100 g\nEggs: 2\nMilk: a cup\n",
    "Today: rain\nToday: more rain\nToday: sun\n",
    "2024-05-01\nMorning: ran\nEvening: read\n\n2024-05-02\nMorning: slept\nEvening: read on\n\n2024-05-03\nMorning: ran\nEvening: no\n",
    "A long day, and I wrote much of it down.\n\nAnn: no\n\nBob: yes\n\nAnn: no\n\nThen it was over.\n\nWe went home.\n\nIt rained.",
  ]) {
    const { tally } = await read(text);
    expect(tally.me, text).toMatchObject({ names: ["me"], certainty: "likely" });
  }
});

test("[T10] chats with times: WhatsApp on both systems, IRC; notes of the platform and pictures are counted", async () => {
  const android = await read(
    "12/09/2020, 23:55 - Ann: are you there?\n12/09/2020, 23:56 - Bob: yes\n13/09/2020, 00:05 - Ann: <Media omitted>\n13/09/2020, 00:10 - Bob: ok\nHe said: second line\n13/09/2020, 00:11 - Ann left\n",
  );
  expect(android.entries.map(({ author, sentAt, text }) => [author, sentAt, text])).toEqual([
    ["Ann", Date.UTC(2020, 8, 12, 23, 55), "are you there?"],
    ["Bob", Date.UTC(2020, 8, 12, 23, 56), "yes"],
    ["Bob", Date.UTC(2020, 8, 13, 0, 10), "ok\nHe said: second line"],
  ]);
  expect(android.rejections.map(({ reason, excerpt }) => [reason, excerpt])).toEqual([
    ["embed", "<Media omitted>"],
    ["system-event", "Ann left"],
  ]);
  expect(android.tally.warnings).toEqual([]);

  const ios = await read(
    "[5/14/24, 10:30:11\u202fPM] Ann: hi\n\u200e[5/14/24, 10:31:11\u202fPM] Bob: \u200eimage omitted\n[5/15/24, 9:31:11\u202fAM] Bob: ho\n",
  );
  expect(ios.entries.map(({ author, sentAt, text }) => [author, sentAt, text])).toEqual([
    ["Ann", Date.UTC(2024, 4, 14, 22, 30, 11), "hi"],
    ["Bob", Date.UTC(2024, 4, 15, 9, 31, 11), "ho"],
  ]);

  const irc = await read(
    "[10:30] <ann> hi there\n[10:31] <@bob> hello\n[10:32] <ann> how are things\n[10:33] * bob waves\n",
  );
  expect(irc.entries.map(({ author, sentAt, text }) => [author, sentAt, text])).toEqual([
    ["ann", null, "hi there"],
    ["bob", null, "hello"],
    ["ann", null, "how are things"],
  ]);
});

test("[T10] a chat in a Markdown file, names in bold", async () => {
  const { entries } = await read(
    "**You:** hello\n\n**Assistant:** hi\n\n**You:** how is the kettle\n\nand the pot\n",
    "talk.md",
  );
  expect(entries.map(({ author, text }) => [author, text])).toEqual([
    ["You", "hello"],
    ["Assistant", "hi"],
    ["You", "how is the kettle\n\nand the pot"],
  ]);
});

test("[T2] diaries exported by Day One, by jrnl, and dated as in East Asia", async () => {
  const dayOne = await read(
    "\tDate:\t1 May 2024 at 10:30:00 CEST\n\tWeather:\t12°C Cloudy\n\tLocation:\tMill, Town\n\nWalked to the mill.\n\n\tDate:\tMay 2, 2024 at 9:15:00 PM GMT+2\n\tTags:\tfood\n\nBread again.\n",
  );
  expect(dayOne.entries.map(({ sentAt, text, register }) => [sentAt, text, register])).toEqual([
    [Date.UTC(2024, 4, 1, 10, 30), "Walked to the mill.", "diary"],
    [Date.UTC(2024, 4, 2, 21, 15), "Bread again.", "diary"],
  ]);
  const jrnl = await read(
    "[2024-05-01 09:00] Walked.\nIt was shut.\n\n[2024-05-02 10:00 PM] Bread.\n\n[2024-05-03 12:05 AM] Rain.\n",
  );
  expect(jrnl.entries.map(({ sentAt, text }) => [sentAt, text])).toEqual([
    [Date.UTC(2024, 4, 1, 9), "Walked.\nIt was shut."],
    [Date.UTC(2024, 4, 2, 22), "Bread."],
    [Date.UTC(2024, 4, 3, 0, 5), "Rain."],
  ]);
  const eastern = await read("2024年5月1日（水）\n工場まで歩いた。\n\n2024年5月2日\nパンを買った。\n");
  expect(eastern.entries.map(({ sentAt, text }) => [sentAt, text])).toEqual([
    [Date.UTC(2024, 4, 1), "工場まで歩いた。"],
    [Date.UTC(2024, 4, 2), "パンを買った。"],
  ]);
});

test("[P4] UTF-16 without a mark is known in other scripts too, by its blanks and line ends", async () => {
  const text = "Привет, это дневник. Сегодня дождь.\n\nВторой день, опять дождь.";
  const little = Uint8Array.from(Buffer.from(text, "utf16le"));
  const big = Uint8Array.from(Buffer.from(text, "utf16le").swap16());
  for (const bytes of [little, big]) {
    const { entries } = await readAll(chosen("a.txt", bytes));
    expect(entries.map((entry) => entry.text)).toEqual(text.split("\n\n"));
  }
});
