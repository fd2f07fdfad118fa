import { describe, expect, it } from "vitest";

import { type IndexedEntry, PassageIndex } from "./passage-index.ts";
import { queryFromTopic, queryFromWriting } from "./query.ts";
import { passageCharacters, splitPassages } from "./split-passages.ts";

const entry = (id: string, text: string, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  id,
  text,
  context: null,
  register: "post",
  sentAt: null,
  ...more,
});

const filled = (): PassageIndex => {
  const index = new PassageIndex();
  index.add(entry("a", "The harbour was full of boats. We mended the sails."));
  index.add(entry("b", "Bread needs time. The dough was slow in the cold."));
  index.add(entry("c", "The boats came back in the rain.", { register: "diary" }));
  for (let i = 0; i < 40; i++) index.add(entry(`x${i}`, `The weather of day ${i} was the same as ever.`));
  return index;
};

describe("splitPassages", () => {
  it("[R1] keeps whole sentences together up to the limit", () => {
    const text = "A sentence of some length stands here. ".repeat(40).trim();
    const passages = splitPassages(text);
    expect(passages.length).toBeGreaterThan(3);
    for (const { start, end } of passages) {
      expect(end - start).toBeLessThanOrEqual(passageCharacters);
      expect(text.slice(start, end)).toMatch(/^A sentence.*here\.$/u);
    }
  });
  it("[R1] cuts an endless sentence at spaces, and an endless word not inside a character", () => {
    for (const text of ["word ".repeat(400), "😀".repeat(700), `x${"😀".repeat(700)}`]) {
      const passages = splitPassages(text);
      const joined = passages.map((p) => text.slice(p.start, p.end)).join("");
      expect(joined.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const { start, end } of passages) {
        expect(end - start).toBeLessThanOrEqual(passageCharacters);
        expect(text.slice(start, end)).not.toMatch(/[\uD800-\uDFFF]/u);
      }
    }
  });
});

describe("PassageIndex", () => {
  it("finds by rare words, not by common ones", () => {
    const hits = filled().find(queryFromTopic("the boats and the weather"), { limit: 3 });
    expect(hits.slice(0, 2).map((hit) => hit.entry.id)).toEqual(["c", "a"]);
  });

  it("[R2] forgets a removed entry and replaces one that is added again", () => {
    const index = filled();
    const before = index.passages;
    index.remove("a");
    index.add(entry("b", "Nothing about baking any more."));
    expect(index.passages).toBe(before - 1);
    expect(index.find(queryFromTopic("sails dough"), { limit: 5 })).toEqual([]);
    expect(index.find(queryFromTopic("baking"), { limit: 5 }).map((hit) => hit.entry.id)).toEqual(["b"]);
    expect(index.findLatest({ limit: 99 }).some((passage) => passage.entry.id === "a")).toBe(false);
  });

  it("[R3] answers the same whatever the order of adding, ties by newer entry", () => {
    const one = new PassageIndex();
    const two = new PassageIndex();
    const entries = [1, 2, 3, 4].map((day) => entry(`e${day}`, "the same old boats", { sentAt: day * 1000 }));
    for (const each of entries) one.add(each);
    for (const each of entries.toReversed()) two.add(each);
    const ids = (index: PassageIndex): string[] =>
      index.find(queryFromTopic("boats"), { limit: 9 }).map((hit) => hit.entry.id);
    expect(ids(one)).toEqual(["e4", "e3", "e2", "e1"]);
    expect(ids(two)).toEqual(ids(one));
  });

  it("[R4] gives one passage an entry unless told", () => {
    const index = new PassageIndex();
    index.add(entry("long", "Boats are fine and so is every harbour that I know of. ".repeat(30)));
    expect(index.find(queryFromTopic("boats"), { limit: 9 })).toHaveLength(1);
    expect(index.find(queryFromTopic("boats"), { limit: 9, perEntry: 3 })).toHaveLength(3);
  });

  it("[R6] marks the words that told", () => {
    const [hit] = filled().find(queryFromTopic("The sails of the harbour"), { limit: 1 });
    expect(hit?.matches.map((m) => hit.entry.text.slice(m.start, m.end))).toEqual(["harbour", "sails"]);
  });

  it("prefers the register one writes in, and recent entries", () => {
    const index = filled();
    const [first] = index.find(queryFromTopic("boats"), { limit: 1, register: "post" });
    expect(first?.entry.id).toBe("a");
    const dated = new PassageIndex();
    dated.add(entry("old", "boats and sails", { sentAt: 0 }));
    dated.add(entry("new", "boats and sails", { sentAt: 1e12 }));
    const [newer, older] = dated.find(queryFromTopic("boats"), { limit: 2, now: 1e12 });
    expect(newer?.entry.id).toBe("new");
    expect(newer?.score).toBeGreaterThan(older?.score as number);
  });
});

describe("queryFromWriting", () => {
  it("[R5] counts the latest sentence most and leaves out the half word", () => {
    const query = queryFromWriting("Boats are fine. The rain came. Now the harb");
    expect([...query.keys()]).not.toContain("harb");
    expect(query.get("now")).toBeGreaterThan(query.get("rain") as number);
    expect(query.get("rain")).toBeGreaterThan(query.get("boats") as number);
  });
  it("[R5] keeps a finished last word", () => {
    expect(queryFromWriting("Now the harbour ").has("harbour")).toBe(true);
  });
});
