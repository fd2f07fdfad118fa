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
const withoutDashes = entries.map((entry) => ({ ...entry, text: entry.text.replaceAll(" — as ever —", ", as ever,") }));
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
    expect(finding?.message).toBe("7 exclamation marks here; none in your 5,300 words.");
    expect(finding?.zScore).toBeGreaterThan(2);
    expect(finding?.places).toHaveLength(7);
    // Nothing that this person wrote is akin to an exclamation.
    expect(finding?.ownSentences).toEqual([]);
    expect(report.distance).toBeGreaterThan(0.5);
  });

  it("[Y5] tells of long sentences in words", () => {
    const join = (text: string): string =>
      text.replaceAll(/\. (\p{Lu})/gu, (_, letter: string) => ` and then ${letter.toLowerCase()}`);
    const long = `${join(ordinary)} ${join(ordinary)}`;
    const finding = new StyleJudge(entries).judge(long, "diary").findings.find((f) => f.feature === "sentence-length");
    expect(finding?.message).toMatch(/^Your sentences are usually about [\d.]+ words; here they are \d+\.$/u);
    expect(finding?.value).toBeGreaterThan(40);
    expect(finding?.ownSentences).toHaveLength(3);
    for (const own of finding?.ownSentences ?? []) {
      expect(entries.find((entry) => entry.entryId === own.entryId)?.text).toContain(own.text);
      expect(countWords(own.text)).toBeLessThan(12);
    }
  });

  it("[Y3] says nothing of a text or a history that is too small", () => {
    expect(new StyleJudge(entries).judge("Wow!", "diary").findings).toEqual([]);
    expect(new StyleJudge(entries).judge("", "diary").distance).toBeNull();
    const small = new StyleJudge(entries.slice(0, 2)).judge(ordinary.replaceAll(".", "!"), "diary");
    expect(small).toMatchObject({ findings: [], distance: null });
    expect(new StyleJudge([]).judge(ordinary, "diary")).toMatchObject({ findings: [], distance: null });
  });

  it("[Y4] makes more of the first exception the longer a habit was kept", () => {
    const text = `${sentence(3).replace(".", "!")} ${[4, 9, 11, 12, 14].map(sentence).join(" ")}`;
    const findings = (history: readonly OwnText[]) => new StyleJudge(history).judge(text, "diary").findings;
    const [first] = findings(entries);
    expect(first?.feature).toBe("exclamations");
    expect(first?.message).toMatch(/^1 exclamation mark here; none in your 5,300 words\.$/u);
    const before = findings(entries.slice(0, 12)).find((finding) => finding.feature === "exclamations");
    expect(first?.tellingBits).toBeGreaterThan((before?.tellingBits ?? 6) + 1);
  });

  it("[Y7] tells a broken habit before a number that is only high, and the same thing once", () => {
    const text =
      "Extraordinary transportation opportunities unquestionably revolutionise communities! ".repeat(4) + "Here — now.";
    const { findings } = new StyleJudge(withoutDashes).judge(text, "diary");
    expect(findings[0]?.feature).toBe("exclamations");
    expect(findings.map((finding) => finding.feature)).toContain("word-length");
    expect(findings.filter((finding) => finding.feature.includes("dash"))).toHaveLength(1);
    const bits = findings.map((finding) => finding.tellingBits);
    expect(bits).toEqual(bits.toSorted((a, z) => z - a));
  });

  it("[Y3] says of a short text only which habit without exception it breaks, and no distance", () => {
    const judge = new StyleJudge(entries);
    const short = "I saw my brother and I told my brother that I slept!";
    expect(judge.judge(short, "diary")).toMatchObject({ distance: null });
    expect(judge.judge(short, "diary").findings.map((finding) => finding.feature)).toContain("exclamations");
    expect(judge.judge(short.replace("!", "."), "diary").findings.map((f) => f.feature)).not.toContain("word-length");
    expect(judge.distanceOf(short, "diary")).toBeNull();
  });

  it("[Y6] is the same each time, and ranks a stranger's text behind", () => {
    const judge = new StyleJudge(entries);
    const stranger =
      "lol i dont know what u mean... maybe its just me?? anyway thx for the fish & see u there :) ok bye for now";
    expect(new StyleJudge(entries).judge(stranger, "diary")).toEqual(judge.judge(stranger, "diary"));
    expect(judge.distanceOf(stranger, "diary") ?? 0).toBeGreaterThan((judge.distanceOf(ordinary, "diary") ?? 9) + 1);
  });
});
