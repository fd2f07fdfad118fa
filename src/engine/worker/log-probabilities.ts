import { mixLogProbability, mixShare } from "../../ngram/mix.ts";
import type { NgramPrediction } from "../../ngram/ngram-prediction.ts";

/** Turns one row of logits into natural log-probabilities, in place. */
export function toLogProbabilities(row: Float32Array): Float32Array {
  const normaliser = logSumExp(row);
  for (let id = 0; id < row.length; id++) row[id] = (row[id] as number) - normaliser;
  return row;
}

/** log Σ exp of a row, without overflow. */
export function logSumExp(row: Float32Array): number {
  let largest = -Infinity;
  for (let id = 0; id < row.length; id++) if ((row[id] as number) > largest) largest = row[id] as number;
  let sum = 0;
  for (let id = 0; id < row.length; id++) sum += Math.exp((row[id] as number) - largest);
  return largest + Math.log(sum);
}

/** Mixes the person's own predictions into a row of log-probabilities, in place: `mixPrediction` in logarithms. */
export function mixIntoRow(row: Float32Array, prediction: NgramPrediction, weight: number): Float32Array {
  if (mixShare(prediction, weight) === 0) return row;
  const mixed: (readonly [number, number])[] = [];
  for (const id of prediction.probabilities.keys()) {
    if (id < row.length) mixed.push([id, mixLogProbability(row[id] as number, id, prediction, weight)]);
  }
  // The id −1 is none that the prediction knows: what is left of a token that the person never used here.
  const kept = mixLogProbability(0, -1, prediction, weight);
  for (let id = 0; id < row.length; id++) row[id] = (row[id] as number) + kept;
  for (const [id, value] of mixed) row[id] = value;
  return row;
}
