import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

import { InstantTier } from "../ngram/instant-tier.ts";
import { defaultTuning } from "../app/completion-tuning.ts";
import { replayTyping } from "../evaluation/replay-typing.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { countWords } from "../stylometry/sample-windows.ts";
import { StyleJudge } from "../stylometry/judge-style.ts";
import { loadModelFolder } from "./load-starter.ts";
import { readPersona } from "./read-persona.ts";

const folder = fileURLToPath(new URL("../../../shared/eval/histories/", import.meta.url));
const authors = ["pepys", "panza-marcus", "irc-actionparsnip", "digitalgov-jparcell"] as const;

interface Split {
  readonly history: readonly LogEntry[];
  readonly later: readonly LogEntry[];
}

/** The first four fifths of an author's entries are history; nothing later may be known. */
async function split(author: string): Promise<Split> {
  const { entries } = await readPersona([`${folder}${author}.jsonl`]);
  const own = entries.filter((entry) => entry.isOwn);
  const cut = Math.floor(own.length * 0.8);
  return { history: own.slice(0, cut), later: own.slice(cut) };
}

/** Texts of about this many characters altogether. */
function take(entries: readonly LogEntry[], characters: number): string[] {
  const texts: string[] = [];
  let sum = 0;
  for (const { text } of entries) {
    if (sum >= characters) break;
    texts.push(text.slice(0, characters - sum));
    sum += text.length;
  }
  return texts;
}

describe.runIf(existsSync(folder))("quality on real histories (where ../shared/eval/histories is present)", () => {
  const splits = new Map<string, Split>();
  const of = (author: string): Split => splits.get(author) as Split;
  beforeAll(async () => {
    for (const author of authors) splits.set(author, await split(author));
  }, 60_000);

  it.each(authors)(
    "[P10] the instant tier is right more often than wrong with %s, and better than with another",
    async (author) => {
      const texts = take(of(author).later, 2500);
      const replay = (history: readonly LogEntry[]) => {
        const tier = new InstantTier();
        for (const entry of history) tier.add(entry.text, entry.register);
        const { instantThreshold: threshold, continueThreshold } = defaultTuning;
        const register = of(author).later[0]?.register;
        return replayTyping(texts, (before) => tier.suggest(before, { threshold, continueThreshold, register }));
      };
      const own = await replay(of(author).history);
      const other = await replay(of(authors[(authors.indexOf(author) + 1) % authors.length] as string).history);
      expect(own.precision).toBeGreaterThan(0.5);
      expect(own.keystrokeSavings).toBeGreaterThan(0.12);
      expect(own.keystrokeSavings).toBeGreaterThan(other.keystrokeSavings);
    },
  );

  it.each(authors)("[Y2] finds little in what %s wrote later, and much in what others wrote", (author) => {
    const judge = new StyleJudge(
      of(author).history.map(({ id, register, text }) => ({ entryId: id, register, text, words: countWords(text) })),
    );
    const register = of(author).history[0]?.register ?? "";
    const windows = (entries: readonly LogEntry[]): string[] => {
      const all = entries
        .map((entry) => entry.text)
        .join("\n\n")
        .split(/(?<=\n)|(?<=[.!?] )/u);
      const found: string[] = [];
      for (let i = 0; i < all.length && found.length < 12;) {
        let text = "";
        while (i < all.length && text.split(" ").length < 80) text += all[i++];
        found.push(text);
      }
      return found;
    };
    const findings = (texts: readonly string[]): number =>
      texts.reduce((sum, text) => sum + judge.judge(text, register).findings.length, 0) / texts.length;
    const own = findings(windows(of(author).later));
    const others = authors.filter((other) => other !== author).map((other) => findings(windows(of(other).later)));
    expect(own).toBeLessThan(1.5);
    expect(Math.min(...others)).toBeGreaterThan(own * 1.5);
  });

  it("the mixture surprises itself less than the plain model, and own history helps more than another's", async () => {
    const { engine } = await loadModelFolder();
    const [text] = take(of("pepys").later.slice(3), 900) as [string];
    const bits = async (history: readonly LogEntry[]): Promise<number> => {
      await engine.personalise({ entries: history });
      const { tokens } = await engine.score({
        prompt: [{ mark: "<|author|>" }, { mark: "<|post|>" }],
        text,
        personalWeight: history.length === 0 ? 0 : defaultTuning.personalWeight,
        priority: "background",
      });
      return tokens.reduce((sum, token) => sum - token.logProbability / Math.LN2, 0) / text.length;
    };
    const plain = await bits([]);
    const own = await bits(of("pepys").history);
    const other = await bits(of("irc-actionparsnip").history);
    expect(own).toBeLessThan(plain * 0.9);
    expect(own).toBeLessThan(other * 0.9);
  }, 120_000);
});
