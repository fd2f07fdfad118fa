import { describe, expect, it } from "vitest";

import type { LogEntry } from "../../log/log-entry.ts";
import { PortraitCounter } from "./count-portrait.ts";

let made = 0;
const entry = (part: Partial<LogEntry>): LogEntry => ({
  id: `e${(made += 1)}`,
  source: "text",
  importId: "i",
  author: "me",
  isOwn: true,
  sentAt: null,
  isLocalTime: true,
  register: "post",
  recipient: null,
  text: "one two three",
  context: null,
  isExcluded: false,
  ...part,
});

describe("PortraitCounter", () => {
  it("[U15] counts own entries only, and none that are excluded", () => {
    const counter = new PortraitCounter();
    counter.add([entry({}), entry({ isOwn: false }), entry({ isExcluded: true })]);
    expect(counter.portrait()).toMatchObject({ entries: 1, words: 3, medianWords: 3 });
  });

  it("[U15] fills the years between with nothing, and leaves undated entries out of them", () => {
    const counter = new PortraitCounter();
    counter.add([
      entry({ sentAt: Date.UTC(2019, 0, 1, 9) }),
      entry({ sentAt: Date.UTC(2021, 11, 31, 23) }),
      entry({ sentAt: null }),
    ]);
    const { years, hours, entries } = counter.portrait();
    expect(years).toEqual([
      { year: 2019, entries: 1 },
      { year: 2020, entries: 0 },
      { year: 2021, entries: 1 },
    ]);
    expect(hours[9]).toBe(1);
    expect(hours[23]).toBe(1);
    expect(entries).toBe(3);
  });

  it("[U15] is empty without entries", () => {
    expect(new PortraitCounter().portrait()).toMatchObject({ entries: 0, years: [], medianWords: 0 });
  });
});
