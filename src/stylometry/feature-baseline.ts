import type { StyleFeature, StyleMeasure } from "./style-feature.ts";
import { averageTailBits, deviationsOf, rateTailBits, shareTailBits } from "./tail-bits.ts";

/** What is usual for a person in one respect. */
export interface FeatureBaseline {
  readonly mean: number;
  /** Standard deviation over samples. */
  readonly deviation: number;
  /** Opportunities of a sample, on average. */
  readonly sampleOpportunities: number;
  /** The values of all samples, ascending. */
  readonly values: readonly number[];
}

/** How often a person has done something in all entries, and how often they could have. */
export interface OwnTotal {
  readonly hits: number;
  readonly opportunities: number;
}

/** Fewer samples than this make no habit. */
const fewestSamples = 10;
/** Moods and subjects vary by at least this much, relative to the mean squared, whatever the samples show. */
const leastDispersion = 0.05;

/** Null where too few samples say anything. */
export function buildFeatureBaseline(feature: StyleFeature, measures: readonly StyleMeasure[]): FeatureBaseline | null {
  const telling = measures.filter((measure) => measure.opportunities >= feature.fewest);
  if (telling.length < fewestSamples) return null;
  // Weighted by opportunities where hits are counted, so that a sample with two chances does not count like one with 20.
  let hits = 0;
  let weights = 0;
  let opportunities = 0;
  for (const { value, opportunities: n } of telling) {
    const weight = feature.kind === "average" ? 1 : n;
    hits += value * weight;
    weights += weight;
    opportunities += n;
  }
  const mean = hits / weights;
  const values = telling.map((measure) => measure.value).sort((a, z) => a - z);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, deviation: Math.sqrt(variance), sampleOpportunities: opportunities / telling.length, values };
}

/** How telling a value is, and the deviation that makes it as many standard deviations as that. */
export interface Surprise {
  /** −log2 of the chance of a value as far out on its side. */
  readonly bits: number;
  /** Signed, in standard deviations of a normal distribution that are as telling. */
  readonly zScore: number;
  readonly mean: number;
  readonly deviation: number;
}

/**
 * How surprising a value is for this person. Counts are judged by everything the person wrote (`total`), so that the
 * first exception from a habit tells the more the longer the habit was kept; averages by how much samples vary.
 */
export function surpriseOf(
  feature: StyleFeature,
  usual: FeatureBaseline,
  total: OwnTotal,
  { value, opportunities }: Pick<StyleMeasure, "value" | "opportunities">,
): Surprise {
  if (feature.kind === "average") {
    const deviation = averageDeviation(usual);
    const zScore = (value - usual.mean) / deviation;
    return { bits: averageTailBits(zScore), zScore, mean: usual.mean, deviation };
  }
  const hits = Math.round(value * opportunities);
  const share = (total.hits + 0.5) / (total.opportunities + 1);
  const bits =
    feature.kind === "share"
      ? shareTailBits(hits, opportunities, share, Math.min(0.9, correlationOf(usual) + 1 / (total.opportunities + 2)))
      : rateTailBits(hits, share * opportunities, dispersionOf(usual) + 1 / (total.hits + 0.5));
  const mean = total.hits / Math.max(1, total.opportunities);
  const deviations = Math.max(0.1, deviationsOf(bits));
  const zScore = value >= mean ? deviations : -deviations;
  return { bits, zScore, mean, deviation: Math.max(1e-6, (value - mean) / zScore) };
}

/** How far a text with this many opportunities may be from the mean by chance and by habit; never 0. For distances. */
export function spreadFor(feature: StyleFeature, baseline: FeatureBaseline, opportunities: number): number {
  if (feature.kind === "average") return averageDeviation(baseline);
  const expected = baseline.mean * opportunities;
  const variance = feature.kind === "share" ? expected * (1 - Math.min(1, baseline.mean)) : expected;
  return Math.max(baseline.deviation, Math.sqrt(Math.max(variance, leastCountVariance)) / opportunities);
}

/** A count of zero in all samples does not prove that it is never: a variance of a quarter makes one hit two deviations. */
const leastCountVariance = 0.25;

/** Which part of the person's own samples is at least as far out on this side, 0–1: no error is what one often does. */
export function tailShare({ values, mean }: FeatureBaseline, value: number): number {
  const asFar = values.filter((own) => (value >= mean ? own >= value : own <= value)).length;
  return (asFar + 1) / (values.length + 2);
}

function averageDeviation({ mean, deviation }: FeatureBaseline): number {
  return Math.max(deviation, 0.05 * Math.abs(mean), 1e-6);
}

/** Variance of a rate beyond chance, relative to its square, by moments. */
function dispersionOf({ mean, deviation, sampleOpportunities }: FeatureBaseline): number {
  if (mean === 0) return leastDispersion;
  return Math.max(leastDispersion, (deviation ** 2 - mean / sampleOpportunities) / mean ** 2);
}

/** How much two chances of one sample are alike, 0–1, by moments. */
function correlationOf({ mean, deviation, sampleOpportunities }: FeatureBaseline): number {
  const chance = (mean * (1 - mean)) / sampleOpportunities;
  if (chance <= 0 || sampleOpportunities <= 1) return 0;
  return Math.min(0.9, Math.max(0, (deviation ** 2 / chance - 1) / (sampleOpportunities - 1)));
}
