import { expect, test } from "vitest";

import { chosen, readAll } from "../testing/read-all.ts";

const texts = async (content: string | Uint8Array | Blob, name = "words.txt") =>
  (await readAll(chosen(name, content))).entries.map(({ text }) => text);
const day = (year: number, month: number, date: number, hour = 0, minute = 0) =>
  Date.UTC(year, month - 1, date, hour, minute);

test("[T1] blank lines and rules part entries; line ends do not matter", async () => {
  expect(await texts("one\nstill one\n\ntwo\n\n\n---\nthree")).toEqual(["one\nstill one", "two", "three"]);
  expect(await texts("one\r\nstill one\r\n\r\ntwo\r\n* * *\r\nthree\r\n")).toEqual(["one\nstill one", "two", "three"]);
  expect(await texts("one\r\rtwo")).toEqual(["one", "two"]);
});

test("[T2] date headings open entries of a diary, in many forms", async () => {
  const content = [
    "2024-05-01",
    "got up late",
    "",
    "wrote a bit",
    "## 2 May 2024, 21:30",
    "nothing to report",
    "Friday, May 3rd, 2024",
    "rain",
    "[2024/05/04 10:15 pm]",
    "tired",
    "Sonntag, 5. Mai 2024",
    "Ruhe",
    "6.5.2024",
    "Montag",
    "2024-05-07 (Tuesday):",
    "done",
  ].join("\n");
  const { entries } = await readAll(chosen("diary.txt", content));
  expect(entries.map(({ sentAt, text }) => [sentAt, text])).toEqual([
    [day(2024, 5, 1), "got up late\n\nwrote a bit"],
    [day(2024, 5, 2, 21, 30), "nothing to report"],
    [day(2024, 5, 3), "rain"],
    [day(2024, 5, 4, 22, 15), "tired"],
    [day(2024, 5, 5), "Ruhe"],
    [day(2024, 5, 6), "Montag"],
    [day(2024, 5, 7), "done"],
  ]);
  expect(
    entries.every(({ register, isLocalTime, source }) => register === "diary" && isLocalTime && source === "text"),
  ).toBe(true);
});

test("[T2] text before the first date stays, and a date within a sentence is no heading", async () => {
  const { entries } = await readAll(
    chosen("d.txt", "my year\n\n2024-05-01\na\n\nit was 2024-05-01 when it happened\n2024-05-02\nb"),
  );
  expect(entries.map(({ sentAt, text }) => [sentAt, text])).toEqual([
    [null, "my year"],
    [day(2024, 5, 1), "a\n\nit was 2024-05-01 when it happened"],
    [day(2024, 5, 2), "b"],
  ]);
});

test("[T3] lines that begin with a full date are entries where they are the rule", async () => {
  const { entries } = await readAll(
    chosen("log.txt", "2024-05-01 08:00 coffee\n[2024-05-01 09:30] work, then\na walk\n- 2024-05-02: rest"),
  );
  expect(entries.map(({ sentAt, text }) => [sentAt, text])).toEqual([
    [day(2024, 5, 1, 8), "coffee"],
    [day(2024, 5, 1, 9, 30), "work, then\na walk"],
    [day(2024, 5, 2), "rest"],
  ]);
  expect(await texts("a letter\n\n2024-05-01 was a fine day\n\nthe end")).toEqual([
    "a letter",
    "2024-05-01 was a fine day",
    "the end",
  ]);
});

test("[T4] without blank lines, each line is a post unless the text was wrapped", async () => {
  expect(await texts("short one\na somewhat longer post than that\nok")).toEqual([
    "short one",
    "a somewhat longer post than that",
    "ok",
  ]);
  const wrapped =
    "this is a text that somebody wrapped by\nhand at forty characters, so its lines\nbelong together and are one entry only";
  expect(await texts(wrapped)).toEqual([wrapped]);
});

test("[T5] quoted lines are counted, not imported", async () => {
  const { entries, rejections } = await readAll(
    chosen("mail.txt", "> you wrote\n> this\n\nyes, agreed\n\n> and that\nno"),
  );
  expect(entries.map(({ text }) => text)).toEqual(["yes, agreed", "no"]);
  expect(rejections.map(({ reason, place }) => [reason, place])).toEqual([
    ["quoted-text", "mail.txt, line 1"],
    ["quoted-text", "mail.txt, line 6"],
  ]);
});

test("[T6] nothing of a long text is lost; a 50 MB line is counted", async () => {
  const long = Array.from({ length: 9000 }, (_, index) => `Sentence number ${index} stands here.`).join(" ");
  const pieces = await texts(long);
  expect(pieces.length).toBeGreaterThan(10);
  expect(pieces.every((piece) => piece.length <= 20_000 && piece.endsWith("."))).toBe(true);
  expect(pieces.join(" ")).toBe(long);
  const giant = new Blob(["before\n\n", "x".repeat(50 * 2 ** 20), "\n\nafter"]);
  const { entries, rejections } = await readAll(chosen("giant.txt", giant));
  expect(entries.map(({ text }) => text)).toEqual(["before", "after"]);
  expect(rejections).toMatchObject([{ reason: "too-long", place: "giant.txt, line 3" }]);
});

test("[T7] a day without a word is counted", async () => {
  const { entries, rejections } = await readAll(chosen("d.txt", "2024-05-01\n\n2024-05-02\nb\n2024-05-03\n"));
  expect(entries.map(({ text }) => text)).toEqual(["b"]);
  expect(rejections.map(({ place }) => place)).toEqual(["d.txt, line 1", "d.txt, line 5"]);
});

test("[T8] day and month are told apart by the whole file, else it is said", async () => {
  const read = async (content: string) => {
    const { entries, tally } = await readAll(chosen("d.txt", content));
    return [entries.map(({ sentAt }) => sentAt), tally.warnings.length];
  };
  expect(await read("03/04/2024\na\n13/04/2024\nb")).toEqual([[day(2024, 4, 3), day(2024, 4, 13)], 0]);
  expect(await read("03/04/2024\na\n03/14/2024\nb")).toEqual([[day(2024, 3, 4), day(2024, 3, 14)], 0]);
  expect(await read("03/04/2024\na\n05/04/2024\nb")).toEqual([[day(2024, 4, 3), day(2024, 4, 5)], 1]);
});

test("[T9] whose it is gets asked; markup stays text; ids are stable under renaming", async () => {
  const content = "<script>alert(1)</script>\n\nhello\n\nhello";
  const first = await readAll(chosen("a.txt", content));
  const second = await readAll(chosen("b", content));
  expect(first.entries.map(({ text }) => text)).toEqual(["<script>alert(1)</script>", "hello", "hello"]);
  expect(new Set(first.entries.map(({ id }) => id)).size).toBe(3);
  expect(second.entries.map(({ id }) => id)).toEqual(first.entries.map(({ id }) => id));
  expect(first.tally.me).toMatchObject({ names: ["me"], certainty: "likely" });
});

test("[T9] encodings and zero bytes", async () => {
  expect(await texts(Uint8Array.from(Array.from("na\u00efve \u0093yes\u0094\n\nok", (c) => c.charCodeAt(0))))).toEqual([
    "naïve “yes”",
    "ok",
  ]);
  const { entries, tally } = await readAll(chosen("z.txt", `first\n\nze\0ro\n\n${"more words ".repeat(200)}`));
  expect(entries[1]?.text).toBe("zero");
  expect(tally.warnings).toHaveLength(1);
});
