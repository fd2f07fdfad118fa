import { describe, expect, it } from "vitest";

import { StyleJudge } from "./judge-style.ts";
import { countWords, type OwnText } from "./sample-windows.ts";

const subjects = ["the ferry", "the old boat", "my brother", "a heron", "the river"];
const verbs = ["waited", "came late", "slept", "went home", "made no sound"];
const places = ["by the bridge", "in the rain", "at noon", "under the trees", "near the mill"];

/** Short, dry sentences with a dash now and then, and never an exclamation mark. */
const sentence = (i: number): string => {
  const subject = subjects[i % 5] as string;
  const begin = subject.charAt(0).toUpperCase() + subject.slice(1);
  const dash = i % 4 === 0 ? " — as ever —" : "";
  return `${begin} ${verbs[(i * 3 + 1) % 5]}${dash} ${places[(i * 7 + 2) % 5]}.`;
};
const entries: OwnText[] = Array.from({ length: 120 }, (_, i) => {
  const text = Array.from({ length: 6 }, (__, k) => sentence(i * 7 + k * 2 + 1)).join(" ");
  return { entryId: `e${i}`, register: i % 3 === 0 ? "message" : "diary", text, words: countWords(text) };
});
const ordinary = Array.from({ length: 8 }, (_, k) => sentence(500 + k * 3)).join(" ");

describe("StyleJudge", () => {
  it("[Y2] finds nothing in what the person always does, and a distance near 0", () => {
    const report = new StyleJudge(entries).judge(ordinary, "diary");
    expect(report.findings.map((finding) => finding.feature)).toEqual([]);
    expect(report.distance).toBeLessThan(1);
  });

  it("[Y5] names what differs with both values, places and own sentences", () => {
    const text = ordinary.replaceAll(/\. /gu, "! ");
    const report = new StyleJudge(entries).judge(text, "diary");
    const finding = report.findings.find((each) => each.feature === "exclamations");
    expect(finding?.message).toBe("You end 0 % of your sentences with an exclamation mark; here it is 88 %.");
    expect(finding?.zScore).toBeGreaterThan(2);
    expect(finding?.places).toHaveLength(7);
    expect(finding?.ownSentences).toHaveLength(3);
    for (const own of finding?.ownSentences ?? []) {
      expect(entries.find((entry) => entry.entryId === own.entryId)?.text).toContain(own.text);
      expect(own.text).not.toContain("!");
    }
    expect(report.distance).toBeGreaterThan(1);
  });

  it("[Y5] tells of long sentences in words", () => {
    const join = (text: string): string =>
      text.replaceAll(/\. (\p{Lu})/gu, (_, letter: string) => ` and then ${letter.toLowerCase()}`);
    const long = `${join(ordinary)} ${join(ordinary)}`;
    const finding = new StyleJudge(entries).judge(long, "diary").findings.find((f) => f.feature === "sentence-length");
    expect(finding?.message).toMatch(/^Your sentences are usually about [\d.]+ words; here they are \d+\.$/u);
    expect(finding?.value).toBeGreaterThan(40);
  });

  it("[Y3] says nothing of a text or a history that is too small", () => {
    expect(new StyleJudge(entries).judge("Wow!", "diary").findings).toEqual([]);
    expect(new StyleJudge(entries).judge("", "diary").distance).toBeNull();
    const small = new StyleJudge(entries.slice(0, 2)).judge(ordinary.replaceAll(".", "!"), "diary");
    expect(small).toMatchObject({ findings: [], distance: null });
    expect(new StyleJudge([]).judge(ordinary, "diary")).toMatchObject({ findings: [], distance: null });
  });

  it("[Y4] makes no more than two deviations of the first exception ever", () => {
    const text = `${sentence(3).replace(".", "!")} ${sentence(4)} ${sentence(9)} ${sentence(11)}`;
    const [finding] = new StyleJudge(entries).judge(text, "diary").findings;
    expect(finding?.feature).toBe("exclamations");
    expect(finding?.zScore).toBeCloseTo(2, 6);
  });

  it("[Y6] is the same each time, and ranks a stranger's text behind", () => {
    const judge = new StyleJudge(entries);
    const stranger = "lol i dont know what u mean... maybe its just me?? anyway thx for the fish & see u there :)";
    expect(new StyleJudge(entries).judge(stranger, "diary")).toEqual(judge.judge(stranger, "diary"));
    expect(judge.distanceOf(stranger, "diary") ?? 0).toBeGreaterThan((judge.distanceOf(ordinary, "diary") ?? 9) + 1);
  });
});
