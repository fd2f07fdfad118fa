import { foldWord, type Span } from "../text/words.ts";
import { countRates } from "./burrows-delta.ts";
import { type FeatureBaseline, spreadFor, tailShare } from "./feature-baseline.ts";
import { chooseSentences, collectSentences, type OwnSentence } from "./own-sentences.ts";
import { sayPerHundred } from "./plain-numbers.ts";
import type { OwnText } from "./sample-windows.ts";
import { StyleBaseline } from "./style-baseline.ts";
import { readStyleText, type StyleText } from "./style-text.ts";

/** One respect in which a text is unlike the person. */
export interface StyleDifference {
  readonly feature: string;
  readonly message: string;
  readonly value: number;
  readonly baselineMean: number;
  readonly baselineDeviation: number;
  readonly zScore: number;
  readonly places: readonly Span[];
  readonly ownSentences: readonly OwnSentence[];
}

export interface StyleReport {
  /** Most telling first. */
  readonly findings: readonly StyleDifference[];
  /** In standard deviations, 0 = typical; null without a baseline. */
  readonly distance: number | null;
  /** Own sentences that were looked at for evidence. */
  readonly ownSentences: number;
}

/** Baselines are measured for these lengths, in words; a text takes the nearest. */
const lengths = [12, 20, 35, 60, 100, 160, 250, 400];
/** How far out a value must be, and how rare among the person's own, to be a finding. */
const leastZScore = 2;
const mostTailShare = 0.04;
const mostPlaces = 40;
/** A register of its own needs this many words; else all entries are the measure. */
const fewestRegisterWords = 2000;
const fewestWordsForWordRates = 60;
const leastWordZScore = 4.2;

/** Judges texts against a person's entries (oldest first); baselines are measured when first needed and kept. */
export class StyleJudge {
  readonly #entries: readonly OwnText[];
  readonly #baselines = new Map<string, StyleBaseline>();
  readonly #sentences = new Map<string, OwnSentence[]>();
  readonly #byRegister = new Map<string, readonly OwnText[]>();

  constructor(entries: readonly OwnText[]) {
    this.#entries = entries;
  }

  /** Distance alone: for ranking drafts. */
  distanceOf(text: string, register: string): number | null {
    const style = readStyleText(text);
    return this.#baselineFor(style, register).distanceOf(style);
  }

  /** Findings of SPEC.md, [Y1] to [Y5]. */
  judge(text: string, register: string): StyleReport {
    const style = readStyleText(text);
    if (style.words.length === 0) return { findings: [], distance: null, ownSentences: 0 };
    const baseline = this.#baselineFor(style, register);
    const sentences = this.#sentencesOf(register);
    const findings: StyleDifference[] = [];
    for (const [feature, usual] of baseline.features) {
      const { value, opportunities, places } = feature.measure(style);
      if (opportunities < feature.fewest || Math.abs(value - usual.mean) < feature.smallest) continue;
      const deviation = spreadFor(feature, usual, opportunities);
      const zScore = (value - usual.mean) / deviation;
      if (Math.abs(zScore) < leastZScore || isUsual(usual, value)) continue;
      findings.push({
        feature: feature.name,
        message: feature.describe(value, usual.mean),
        value,
        baselineMean: usual.mean,
        baselineDeviation: deviation,
        zScore,
        places: places.slice(0, mostPlaces),
        ownSentences: chooseSentences(sentences, feature, { value, mean: usual.mean }),
      });
    }
    const wordRate = judgeWordRates(style, baseline, sentences);
    if (wordRate !== null) findings.push(wordRate);
    findings.sort((a, z) => Math.abs(z.zScore) - Math.abs(a.zScore) || (a.feature < z.feature ? -1 : 1));
    return { findings, distance: baseline.distanceOf(style), ownSentences: sentences.length };
  }

  #entriesOf(register: string): readonly OwnText[] {
    let entries = this.#byRegister.get(register);
    if (entries === undefined) {
      entries = this.#entries.filter((entry) => entry.register === register);
      const words = entries.reduce((sum, entry) => sum + entry.words, 0);
      if (words < fewestRegisterWords) entries = this.#entries;
      this.#byRegister.set(register, entries);
    }
    return entries;
  }

  #baselineFor(style: StyleText, register: string): StyleBaseline {
    const wanted = Math.log(Math.max(1, style.words.length));
    const nearest = lengths.reduce((best, length) =>
      Math.abs(Math.log(length) - wanted) < Math.abs(Math.log(best) - wanted) ? length : best,
    );
    const key = `${nearest} ${register}`;
    let baseline = this.#baselines.get(key);
    if (baseline === undefined) {
      baseline = new StyleBaseline(this.#entriesOf(register), nearest);
      this.#baselines.set(key, baseline);
    }
    return baseline;
  }

  #sentencesOf(register: string): OwnSentence[] {
    let sentences = this.#sentences.get(register);
    if (sentences === undefined) {
      sentences = collectSentences(this.#entriesOf(register));
      this.#sentences.set(register, sentences);
    }
    return sentences;
  }
}

/** Whether the person's own stretches are as far out often enough; with few of them, whether any is. */
function isUsual(usual: FeatureBaseline, value: number): boolean {
  return tailShare(usual, value) > Math.max(mostTailShare, 1 / (usual.values.length + 2));
}

/** The one frequent word whose rate is furthest out, where it is far enough. */
function judgeWordRates(
  style: StyleText,
  { wordHabits }: StyleBaseline,
  sentences: readonly OwnSentence[],
): StyleDifference | null {
  if (style.words.length < fewestWordsForWordRates) return null;
  const rates = countRates(style);
  let worst: StyleDifference | null = null;
  for (const { word, mean, deviation } of wordHabits.slice(0, 50)) {
    const value = rates.get(word) ?? 0;
    const spread = Math.max(deviation, Math.sqrt(Math.max(mean, 1 / style.words.length) / style.words.length));
    const zScore = (value - mean) / spread;
    if (Math.abs(zScore) < leastWordZScore || Math.abs(zScore) <= Math.abs(worst?.zScore ?? 0)) continue;
    const has = (text: string): boolean => readStyleText(text).words.some((each) => foldWord(each.text) === word);
    worst = {
      feature: "function-words",
      message: `You use “${word}” ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
      value,
      baselineMean: mean,
      baselineDeviation: spread,
      zScore,
      places: style.words.filter((each) => foldWord(each.text) === word).slice(0, mostPlaces),
      ownSentences: zScore < 0 ? sentences.filter((sentence) => has(sentence.text)).slice(0, 3) : [],
    };
  }
  return worst;
}
