import { foldWord, type Span } from "../text/words.ts";
import { countRates } from "./burrows-delta.ts";
import { type FeatureBaseline, type OwnTotal, surpriseOf, tailShare } from "./feature-baseline.ts";
import { fewestWordsForDistance } from "./limits.ts";
import { chooseSentences, collectSentences, type OwnSentence } from "./own-sentences.ts";
import { countTotals, type OwnTotals } from "./own-totals.ts";
import { sayLabels, sayPerHundred } from "./plain-numbers.ts";
import type { OwnText } from "./sample-windows.ts";
import { StyleBaseline } from "./style-baseline.ts";
import type { StyleFeature } from "./style-feature.ts";
import { readStyleText, type StyleText } from "./style-text.ts";
import { averageTailBits } from "./tail-bits.ts";

/** One respect in which a text is unlike the person. */
export interface StyleDifference {
  readonly feature: string;
  readonly message: string;
  /** −log2 of the chance that the person would be as far out: findings are ranked by it. */
  readonly tellingBits: number;
  readonly value: number;
  readonly baselineMean: number;
  readonly baselineDeviation: number;
  readonly zScore: number;
  /** Both values as a word or two, for a picture: “none” and “2”. */
  readonly ownLabel: string;
  readonly hereLabel: string;
  readonly places: readonly Span[];
  readonly ownSentences: readonly OwnSentence[];
}

export interface StyleReport {
  /** Most telling first. */
  readonly findings: readonly StyleDifference[];
  /** In standard deviations, 0 = typical; null without a baseline or for a text that is too short to tell. */
  readonly distance: number | null;
  /** Own sentences that were looked at for evidence. */
  readonly ownSentences: number;
}

/** Baselines are measured for these lengths, in words; a text takes the nearest. */
const lengths = [12, 20, 35, 60, 100, 160, 250, 400];
/** How telling a value must be, and how rare among the person's own, to be a finding. */
const leastBits = 6;
const mostTailShare = 0.04;
/** Shorter texts are only told where they break what the person has kept without exception. */
const fewestWords = 25;
/** Fewer words than this have no style. */
const fewestWordsAtAll = 4;
const mostPlaces = 40;
/** A register of its own needs this many words; else all entries are the measure. */
const fewestRegisterWords = 2000;
const fewestWordsForWordRates = 60;
const leastWordBits = 8;

/** Judges texts against a person's entries (oldest first); baselines are measured when first needed and kept. */
export class StyleJudge {
  readonly #entries: readonly OwnText[];
  readonly #baselines = new Map<string, StyleBaseline>();
  readonly #sentences = new Map<string, OwnSentence[]>();
  readonly #totals = new Map<string, OwnTotals>();
  readonly #byRegister = new Map<string, readonly OwnText[]>();

  constructor(entries: readonly OwnText[]) {
    this.#entries = entries;
  }

  /** Distance alone: for ranking drafts. */
  distanceOf(text: string, register: string): number | null {
    const style = readStyleText(text);
    if (style.words.length < fewestWordsForDistance) return null;
    return this.#baselineFor(style, register).distanceOf(style);
  }

  /** Findings of SPEC.md, [Y1] to [Y8]. */
  judge(text: string, register: string): StyleReport {
    const style = readStyleText(text);
    if (style.words.length < fewestWordsAtAll) return { findings: [], distance: null, ownSentences: 0 };
    const baseline = this.#baselineFor(style, register);
    const sentences = this.#sentencesOf(register);
    const isShort = style.words.length < fewestWords;
    const byGroup = new Map<string, StyleDifference>();
    for (const [feature, usual] of baseline.features) {
      const measure = feature.measure(style);
      const { value, opportunities, places } = measure;
      if (opportunities < feature.fewest) continue;
      const total = this.#totalOf(feature, usual, register);
      const isNew = total !== undefined && isWithoutException(total);
      if (isShort && !isNew) continue;
      const { bits, zScore, mean, deviation } = surpriseOf(feature, usual, total ?? none, measure);
      if (Math.abs(value - mean) < feature.smallest && !isNew) continue;
      if (bits < leastBits || isUsual(usual, value)) continue;
      const group = feature.group ?? feature.name;
      if ((byGroup.get(group)?.tellingBits ?? 0) >= bits) continue;
      const comparison = { value, opportunities, mean, ownOpportunities: total?.opportunities ?? 0 };
      byGroup.set(group, {
        feature: feature.name,
        message: feature.describe(comparison),
        tellingBits: bits,
        value,
        baselineMean: mean,
        baselineDeviation: deviation,
        zScore,
        ...sayLabels(feature.kind, comparison),
        places: places.slice(0, mostPlaces),
        ownSentences: chooseSentences(sentences, feature, { value, mean }),
      });
    }
    const findings = [...byGroup.values()];
    const wordRate = judgeWordRates(style, baseline, sentences);
    if (wordRate !== null) findings.push(wordRate);
    findings.sort((a, z) => z.tellingBits - a.tellingBits || (a.feature < z.feature ? -1 : 1));
    const distance = style.words.length < fewestWordsForDistance ? null : baseline.distanceOf(style);
    return { findings, distance, ownSentences: sentences.length };
  }

  /** Of the register; of all entries where the person has never done it in any, which tells more. */
  #totalOf(feature: StyleFeature, usual: FeatureBaseline, register: string): OwnTotal | undefined {
    if (feature.kind === "average") return undefined;
    if (feature.scope === "entry") {
      const opportunities = usual.values.length;
      return { hits: Math.round(usual.mean * opportunities), opportunities };
    }
    const all = this.#totalsOf(this.#entries, "").get(feature) ?? none;
    if (isWithoutException(all)) return all;
    return this.#totalsOf(this.#entriesOf(register), register).get(feature) ?? none;
  }

  #totalsOf(entries: readonly OwnText[], register: string): OwnTotals {
    const key = entries === this.#entries ? "" : register;
    let totals = this.#totals.get(key);
    if (totals === undefined) {
      totals = countTotals(entries);
      this.#totals.set(key, totals);
    }
    return totals;
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

const none: OwnTotal = { hits: 0, opportunities: 0 };

/** Never, or always. */
function isWithoutException({ hits, opportunities }: OwnTotal): boolean {
  return opportunities > 0 && (hits === 0 || hits === opportunities);
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
    const tellingBits = averageTailBits(zScore);
    if (tellingBits < leastWordBits || tellingBits <= (worst?.tellingBits ?? 0)) continue;
    const has = (text: string): boolean => readStyleText(text).words.some((each) => foldWord(each.text) === word);
    worst = {
      feature: "function-words",
      message: `You use “${word}” ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
      tellingBits,
      value,
      baselineMean: mean,
      baselineDeviation: spread,
      zScore,
      ownLabel: sayPerHundred(mean),
      hereLabel: sayPerHundred(value),
      places: style.words.filter((each) => foldWord(each.text) === word).slice(0, mostPlaces),
      ownSentences: zScore < 0 ? sentences.filter((sentence) => has(sentence.text)).slice(0, 3) : [],
    };
  }
  return worst;
}
