import type { NgramPrediction } from "./ngram-prediction.ts";

/** How much of the probability the personal model decides: the allowed weight times its confidence, 0–1. */
export function mixShare(prediction: NgramPrediction, weight: number): number {
  return Math.min(1, Math.max(0, weight * prediction.confidence));
}

/**
 * Mixes what the person's own model knows into a probability vector, in place, and returns it. What the personal model
 * leaves open (its probabilities sum to less than 1) stays with the vector, so the sum is kept.
 */
export function mixPrediction(probabilities: Float32Array, prediction: NgramPrediction, weight: number): Float32Array {
  const share = mixShare(prediction, weight);
  if (share === 0) return probabilities;
  const kept = 1 - share * knownProbability(prediction);
  for (let id = 0; id < probabilities.length; id++) probabilities[id] = (probabilities[id] as number) * kept;
  for (const [id, probability] of prediction.probabilities) {
    if (id < probabilities.length) probabilities[id] = (probabilities[id] as number) + share * probability;
  }
  return probabilities;
}

/** The same for one id, from and to natural logarithms. */
export function mixLogProbability(
  logProbability: number,
  id: number,
  prediction: NgramPrediction,
  weight: number,
): number {
  const share = mixShare(prediction, weight);
  if (share === 0) return logProbability;
  const kept = 1 - share * knownProbability(prediction);
  return Math.log(Math.exp(logProbability) * kept + share * (prediction.probabilities.get(id) ?? 0));
}

function knownProbability(prediction: NgramPrediction): number {
  let sum = 0;
  for (const probability of prediction.probabilities.values()) sum += probability;
  return Math.min(1, sum);
}
