import { expect, test } from "vitest";

import { formatBytes, formatSentAt } from "./format.ts";

test("a time without a zone is shown as it was given, a day without a time as the day", () => {
  expect(formatSentAt(null, false)).toBe("no date");
  expect(formatSentAt(Date.UTC(2024, 4, 1, 0, 0), true)).not.toMatch(/\d:\d/);
  expect(formatSentAt(Date.UTC(2024, 4, 1, 9, 5), true)).toMatch(/0?9:05/);
  // Midnight with a zone is a moment like any other.
  expect(formatSentAt(Date.UTC(2024, 4, 1, 0, 0), false)).toMatch(/\d:\d/);
});

test("bytes are counted as browsers count storage", () => {
  expect(formatBytes(1)).toBe("1 byte");
  expect(formatBytes(1500)).toBe("1.5 kB");
  expect(formatBytes(24_000_000)).toBe("24 MB");
});
