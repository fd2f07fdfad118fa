import fc from "fast-check";
import { expect, test } from "vitest";

import { readDate } from "./read-date.ts";

test("[P1] reads what exports write", () => {
  const at = Date.UTC(2024, 10, 9, 12, 14, 18);
  for (const text of [
    "2024-11-09T12:14:18Z",
    "2024-11-09T12:14:18.000Z",
    "2024-11-09 12:14:18 UTC",
    "2024-11-09T14:14:18+02:00",
    "2024-11-09T05:14:18-0700",
    "2024-11-09 17:44:18 +05:30",
    "Sat Nov 09 12:14:18 +0000 2024",
    "Sat, 09 Nov 2024 12:14:18 +0000",
    "9 Nov 2024 13:14:18 +0100 (CET)",
    String(at),
    String(at / 1000),
  ]) {
    expect([text, readDate(text)]).toEqual([text, { sentAt: at, isLocalTime: false }]);
  }
  expect(readDate(at)).toEqual(readDate(at / 1000));
});

test("[P1] what has no zone is marked as local", () => {
  expect(readDate("2024-11-09")).toEqual({ sentAt: Date.UTC(2024, 10, 9), isLocalTime: true });
  expect(readDate("2024-11-09 07:05")).toEqual({ sentAt: Date.UTC(2024, 10, 9, 7, 5), isLocalTime: true });
  expect(readDate("20241109")).toEqual({ sentAt: Date.UTC(2024, 10, 9), isLocalTime: true });
  expect(readDate("0044-03-15")?.isLocalTime).toBe(true);
  expect(new Date(readDate("0044-03-15")!.sentAt).getUTCFullYear()).toBe(44);
});

test("[P1] what is no date is null", () => {
  const none = [
    "",
    "2024-02-30",
    "2024-13-01",
    "soon",
    "12/11/2024",
    "2024-11-09T25:00",
    "1e99",
    NaN,
    -5,
    Infinity,
    {},
    null,
    undefined,
    true,
    "x".repeat(1e5),
  ];
  for (const value of none) expect([value, readDate(value)]).toEqual([value, null]);
});

test("[P1] any text gives null or a time that JavaScript can hold", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9T:. Z/]{0,40}$/)), (text) => {
      const date = readDate(text);
      expect(date === null || Number.isFinite(new Date(date.sentAt).getTime())).toBe(true);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
