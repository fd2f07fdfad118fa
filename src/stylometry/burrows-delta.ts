import { foldWord } from "../text/words.ts";
import type { StyleText } from "./style-text.ts";

/** How often one word is used, per word of text. */
export interface WordHabit {
  readonly word: string;
  readonly mean: number;
  readonly deviation: number;
}

/** The words that a person uses most, with the spread of their rates over samples: mostly function words. */
export function buildWordHabits(samples: readonly StyleText[], most = 100): WordHabit[] {
  const rates = samples.map(countRates);
  const totals = new Map<string, number>();
  for (const rate of rates) for (const [word, value] of rate) totals.set(word, (totals.get(word) ?? 0) + value);
  const frequent = [...totals].sort((a, z) => z[1] - a[1] || (a[0] < z[0] ? -1 : 1)).slice(0, most);
  return frequent.map(([word, total]) => {
    const mean = total / rates.length;
    const variance = rates.reduce((sum, rate) => sum + ((rate.get(word) ?? 0) - mean) ** 2, 0) / rates.length;
    return { word, mean, deviation: Math.sqrt(variance) };
  });
}

/** Burrows's Delta (2002): the mean absolute z-score over the most frequent words; null without any. */
export function burrowsDelta(text: StyleText, habits: readonly WordHabit[]): number | null {
  const rates = countRates(text);
  let sum = 0;
  let counted = 0;
  for (const { word, mean, deviation } of habits) {
    if (deviation === 0) continue;
    sum += Math.abs((rates.get(word) ?? 0) - mean) / deviation;
    counted++;
  }
  return counted === 0 ? null : sum / counted;
}

/** Rate per word of each folded word. */
export function countRates({ words }: StyleText): Map<string, number> {
  const rates = new Map<string, number>();
  for (const word of words) {
    const folded = foldWord(word.text);
    rates.set(folded, (rates.get(folded) ?? 0) + 1 / words.length);
  }
  return rates;
}
