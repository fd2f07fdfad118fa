/** One figure of a bench. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  /** What the value counts: `entries/s`, `ms`, `tok/s`, `bytes`, … */
  readonly unit: string;
  /** The plain way of doing the same, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number } | undefined;
  /** How many times better than the baseline (above 1 is better); left out without a baseline. */
  readonly ratio?: number | undefined;
  /** What we want, in plain words, e.g. `≤ 120 ms`. */
  readonly aim?: string | undefined;
}

/** What one bench found. */
export interface BenchResult {
  readonly name: string;
  /** What was measured on what, in one line. */
  readonly about: string;
  readonly rows: readonly BenchRow[];
}

/** What every bench module exports as `run`. */
export type Bench = () => Promise<BenchResult>;

/** The value below which a share (0–1) of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
