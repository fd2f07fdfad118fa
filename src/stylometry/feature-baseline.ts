import type { StyleFeature, StyleMeasure } from "./style-feature.ts";

/** What is usual for a person in one respect. */
export interface FeatureBaseline {
  readonly mean: number;
  /** Standard deviation over samples; see `spreadFor` for what a single text may deviate. */
  readonly deviation: number;
  /** The values of all samples, ascending. */
  readonly values: readonly number[];
}

/** Fewer samples than this make no habit. */
const fewestSamples = 10;
/** A count of zero in all samples does not prove that it is never: a variance of a quarter makes one hit two deviations. */
const leastCountVariance = 0.25;

/** Null where too few samples say anything. */
export function buildFeatureBaseline(feature: StyleFeature, measures: readonly StyleMeasure[]): FeatureBaseline | null {
  const telling = measures.filter((measure) => measure.opportunities >= feature.fewest);
  if (telling.length < fewestSamples) return null;
  // Weighted by opportunities where hits are counted, so that a sample with two chances does not count like one with 20.
  let hits = 0;
  let opportunities = 0;
  for (const { value, opportunities: n } of telling) {
    const weight = feature.kind === "average" ? 1 : n;
    hits += value * weight;
    opportunities += weight;
  }
  const mean = hits / opportunities;
  const values = telling.map((measure) => measure.value).sort((a, z) => a - z);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, deviation: Math.sqrt(variance), values };
}

/** How far a text with this many opportunities may be from the mean by chance and by habit; never 0. */
export function spreadFor(feature: StyleFeature, baseline: FeatureBaseline, opportunities: number): number {
  if (feature.kind === "average") return Math.max(baseline.deviation, 0.05 * Math.abs(baseline.mean), 1e-6);
  const expected = baseline.mean * opportunities;
  const variance = feature.kind === "share" ? expected * (1 - Math.min(1, baseline.mean)) : expected;
  return Math.max(baseline.deviation, Math.sqrt(Math.max(variance, leastCountVariance)) / opportunities);
}

/** Which part of the person's own samples is at least as far out on this side, 0–1: no error is what one often does. */
export function tailShare({ values, mean }: FeatureBaseline, value: number): number {
  const asFar = values.filter((own) => (value >= mean ? own >= value : own <= value)).length;
  return (asFar + 1) / (values.length + 2);
}
