import { describe, expect, it } from "vitest";

import { inventEntries } from "../testing/invent-entries.ts";
import { Persona } from "./persona.ts";

const filled = (count = 60): Persona => {
  const persona = new Persona();
  for (const entry of inventEntries(count)) persona.add(entry);
  return persona;
};
const search = { register: "diary", limit: 5 };

describe("Persona", () => {
  it("takes own entries once, and nobody else's, nor excluded or empty ones", () => {
    const persona = filled(10);
    for (const entry of inventEntries(10)) persona.add(entry);
    const [one] = inventEntries(1) as [ReturnType<typeof inventEntries>[number]];
    persona.add({ ...one, id: "other", isOwn: false });
    persona.add({ ...one, id: "excluded", isExcluded: true });
    persona.add({ ...one, id: "empty", text: " \n" });
    expect([...persona.ids]).toHaveLength(10);
    expect(persona.words).toBeGreaterThan(150);
  });

  it("suggests in the person's words and names the entries that went on so", () => {
    const suggestion = filled().suggest("The river was high and the r", { threshold: 0.6, register: "diary" });
    expect(suggestion?.text).toMatch(/^ope was wet\./u);
    expect(suggestion?.confidence).toBeGreaterThan(0.6);
    expect(suggestion?.evidence.length).toBeGreaterThan(0);
    for (const { entry } of suggestion?.evidence ?? []) expect(entry.text).toContain("rope was wet");
  });

  it("finds passages by what is written, and the latest where nothing is", () => {
    const persona = filled();
    const pears = persona.findPassages({ ...search, textBefore: "She had a basket of pears and " });
    expect(pears[0]?.entry.text).toContain("pears");
    const latest = persona.findPassages({ ...search, textBefore: "" });
    expect(latest.map((passage) => passage.entry.id)).toEqual(["e59", "e58", "e57", "e56", "e55"]);
    const except = persona.findPassages({ ...search, textBefore: "", exceptId: "e59" });
    expect(except.map((passage) => passage.entry.id)).not.toContain("e59");
  });

  it("finds the entries that a text shares words with, longest run first, with the places", () => {
    const persona = filled();
    const [first] = persona.findShared("Then old Brandt paid in fish, so I waited. Fine.", 3);
    expect(first?.longestRun).toBeGreaterThanOrEqual(5);
    const match = first?.matches[0];
    expect(first?.entry.text.slice(match?.start, match?.end)).toMatch(/paid in fish/u);
    expect(persona.findShared("Entirely different matters", 3)).toEqual([]);
  });

  it("forgets an entry everywhere", () => {
    const persona = filled(30);
    const [one] = inventEntries(1);
    persona.add({
      ...(one as NonNullable<typeof one>),
      id: "secret",
      text: "The password of the boathouse is marigold.",
    });
    expect(
      persona.suggest("The password of the boathouse is mari", { threshold: 0.5, register: "diary" })?.text,
    ).toMatch(/^gold/u);
    persona.remove("secret");
    expect(persona.suggest("The password of the boathouse is mari", { threshold: 0, register: "diary" })).toBeNull();
    expect(persona.findPassages({ ...search, topics: ["password boathouse"] }).map((p) => p.entry.id)).not.toContain(
      "secret",
    );
    expect(persona.findShared("password of the boathouse is marigold", 3)).toEqual([]);
    expect(JSON.stringify(persona.ownTexts())).not.toContain("marigold");
    persona.remove("secret");
    expect(persona.size).toBe(30);
  });

  it("judges style against the entries as they are now", () => {
    const persona = filled();
    const shout = "WE WENT HOME!!! WHAT A DAY!!! I LOVE IT!!! SEE YOU THERE!!! YES YES YES!!!";
    const before = persona.judgeStyle(shout, "diary");
    expect(before.findings.map((finding) => finding.feature)).toContain("exclamations");
    for (const entry of inventEntries(200, { text: shout })) persona.add({ ...entry, id: `s${entry.id}` });
    const after = persona.judgeStyle(shout, "diary");
    expect(after.findings.map((finding) => finding.feature)).not.toContain("exclamations");
  });

  it("gives the texts oldest first and samples of the latest fifth", () => {
    const persona = new Persona();
    for (const entry of inventEntries(50).toReversed()) persona.add(entry);
    expect(persona.ownTexts()).toEqual(inventEntries(50).map(({ text, register }) => ({ text, register })));
    const ids = persona.sampleOwn(4).map((sample) => Number(sample.entryId.slice(1)));
    expect(ids).toHaveLength(4);
    expect(Math.min(...ids)).toBeGreaterThanOrEqual(40);
  });
});
