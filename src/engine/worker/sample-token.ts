import type { Sampling } from "../engine.ts";

/** Scaled log-probabilities this far below the best (a chance of 10⁻¹³) are never drawn; it spares sorting them. */
const negligible = 30;

interface Candidate {
  readonly id: number;
  readonly weight: number;
}

/**
 * Draws a token from a row of log-probabilities, among `allowed` ids only (null: every id of finite log-probability).
 * Order of the steps: repetition penalty, temperature, top-k, top-p, min-p. Temperature 0 takes the best, the lowest id
 * among equals.
 */
export function sampleToken(
  row: Float32Array,
  allowed: readonly number[] | null,
  sampling: Sampling,
  recentIds: ReadonlySet<number>,
  random: () => number,
): number {
  const penalty = sampling.repetitionPenalty ?? 1;
  const valueOf = (id: number): number => {
    const value = row[id] as number;
    // Log-probabilities are never positive, so a penalty above 1 makes them smaller.
    return penalty !== 1 && recentIds.has(id) ? value * penalty : value;
  };
  const count = allowed?.length ?? row.length;
  let best = -1;
  let bestValue = -Infinity;
  for (let i = 0; i < count; i++) {
    const id = allowed?.[i] ?? i;
    const value = valueOf(id);
    if (value > bestValue || (value === bestValue && id < best)) {
      best = id;
      bestValue = value;
    }
  }
  if (sampling.temperature <= 0 || best === -1) return best;

  let candidates: Candidate[] = [];
  for (let i = 0; i < count; i++) {
    const id = allowed?.[i] ?? i;
    const distance = (valueOf(id) - bestValue) / sampling.temperature;
    if (distance > -negligible) candidates.push({ id, weight: Math.exp(distance) });
  }
  candidates.sort((a, b) => b.weight - a.weight || a.id - b.id);
  if (sampling.topK !== undefined && sampling.topK > 0) candidates = candidates.slice(0, sampling.topK);
  if (sampling.topP !== undefined && sampling.topP < 1) candidates = keepMass(candidates, sampling.topP);
  if (sampling.minP !== undefined && sampling.minP > 0) {
    // The best candidate has weight 1.
    const { minP } = sampling;
    candidates = candidates.filter((candidate, index) => index === 0 || candidate.weight >= minP);
  }
  return draw(candidates, random());
}

/** The fewest best candidates that hold this share of all. */
function keepMass(candidates: Candidate[], share: number): Candidate[] {
  const wanted = totalWeight(candidates) * share;
  let sum = 0;
  const length = candidates.findIndex((candidate) => (sum += candidate.weight) >= wanted);
  return candidates.slice(0, length === -1 ? candidates.length : length + 1);
}

function draw(candidates: readonly Candidate[], point: number): number {
  let left = point * totalWeight(candidates);
  for (const candidate of candidates) {
    left -= candidate.weight;
    if (left < 0) return candidate.id;
  }
  return (candidates[candidates.length - 1] as Candidate).id;
}

function totalWeight(candidates: readonly Candidate[]): number {
  let sum = 0;
  for (const candidate of candidates) sum += candidate.weight;
  return sum;
}
