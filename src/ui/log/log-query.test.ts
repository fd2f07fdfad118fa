import { describe, expect, it } from "vitest";

import { emptyQuery, toEntryQuery } from "./log-query.ts";

describe("toEntryQuery", () => {
  it("[U14] leaves out what was not asked for", () => {
    expect(toEntryQuery(emptyQuery, 50, undefined)).toEqual({ limit: 50, order: "newest" });
  });

  it("[U14] takes both days of a period as whole days of this device", () => {
    const { from, to } = toEntryQuery({ ...emptyQuery, from: "2024-02-28", to: "2024-02-29" }, 50, undefined);
    expect(new Date(from ?? 0)).toEqual(new Date(2024, 1, 28));
    expect(new Date(to ?? 0)).toEqual(new Date(2024, 2, 1));
  });

  it("[U14] passes words, source, register, whose and cursor on", () => {
    const query = { ...emptyQuery, words: "tea", source: "x", register: "reply", whose: "others" } as const;
    expect(toEntryQuery(query, 10, "next")).toEqual({
      limit: 10,
      order: "newest",
      words: "tea",
      source: "x",
      register: "reply",
      isOwn: false,
      cursor: "next",
    });
  });
});
