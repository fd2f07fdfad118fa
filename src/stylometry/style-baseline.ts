import { styleFeatures } from "./all-features.ts";
import { buildWordHabits, burrowsDelta, type WordHabit } from "./burrows-delta.ts";
import { buildFeatureBaseline, type FeatureBaseline, spreadFor } from "./feature-baseline.ts";
import { type OwnText, sampleEntries, sampleWindows } from "./sample-windows.ts";
import type { StyleFeature } from "./style-feature.ts";
import { readStyleText, type StyleText } from "./style-text.ts";

/** One far-out habit must not decide the distance alone. */
const largestZScore = 4;

interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** What a person's texts of one length look like: each habit with its spread, and how far own texts are from it. */
export class StyleBaseline {
  readonly features: ReadonlyMap<StyleFeature, FeatureBaseline>;
  readonly wordHabits: readonly WordHabit[];
  /** Own stretches that it was measured on. */
  readonly samples: number;
  readonly #featureDistances: Spread;
  readonly #deltas: Spread;

  constructor(entries: readonly OwnText[], words: number) {
    const windows = sampleWindows(entries, words).map(readStyleText);
    const whole = sampleEntries(entries, words).map(readStyleText);
    this.samples = windows.length;
    const features = new Map<StyleFeature, FeatureBaseline>();
    for (const feature of styleFeatures) {
      const samples = feature.scope === "entry" ? whole : windows;
      const baseline = buildFeatureBaseline(
        feature,
        samples.map((sample) => feature.measure(sample)),
      );
      if (baseline !== null) features.set(feature, baseline);
    }
    this.features = features;
    this.wordHabits = buildWordHabits(windows);
    this.#featureDistances = spreadOf(windows.map((window) => this.#featureDistance(window)));
    this.#deltas = spreadOf(windows.map((window) => burrowsDelta(window, this.wordHabits) ?? 0));
  }

  /**
   * How far a text is from the person's usual style, in standard deviations of the person's own texts of this length;
   * 0 is typical or closer. Null when the baseline rests on fewer than ten stretches.
   */
  distanceOf(text: StyleText): number | null {
    if (this.samples < 10 || text.words.length === 0) return null;
    const feature = standardise(this.#featureDistance(text), this.#featureDistances);
    const delta = standardise(burrowsDelta(text, this.wordHabits) ?? 0, this.#deltas);
    return Math.max(0, (feature + delta) / 2);
  }

  #featureDistance(text: StyleText): number {
    let sum = 0;
    let counted = 0;
    for (const [feature, baseline] of this.features) {
      if (feature.scope === "entry") continue;
      const { value, opportunities } = feature.measure(text);
      if (opportunities < feature.fewest) continue;
      const zScore = Math.abs(value - baseline.mean) / spreadFor(feature, baseline, opportunities);
      sum += Math.min(largestZScore, zScore);
      counted++;
    }
    return counted === 0 ? 0 : sum / counted;
  }
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, deviation: Math.max(1e-3, Math.sqrt(variance)) };
}

function standardise(value: number, { mean, deviation }: Spread): number {
  return (value - mean) / deviation;
}
