import { segmentSentences } from "../text/sentences.ts";
import { countWords, type OwnText } from "./sample-windows.ts";
import type { StyleFeature } from "./style-feature.ts";
import { readStyleText } from "./style-text.ts";

/** A sentence of the person's, to show a habit with. */
export interface OwnSentence {
  readonly text: string;
  readonly entryId: string;
}

const mostCandidates = 400;

/** Sentences of readable length from all over the entries. */
export function collectSentences(entries: readonly OwnText[]): OwnSentence[] {
  const step = Math.max(1, entries.length / mostCandidates);
  const sentences: OwnSentence[] = [];
  for (let i = 0; i < entries.length; i += step) {
    const { text, entryId } = entries[Math.floor(i)] as OwnText;
    const readable = segmentSentences(text)
      .map((span) => text.slice(span.start, span.end))
      .filter((sentence) => sentence.length <= 240 && countWords(sentence) >= 3);
    // The first ones, and the last: greetings and closings stand there.
    for (const sentence of readable.slice(0, 3).concat(readable.slice(3).slice(-1))) {
      sentences.push({ text: sentence, entryId });
    }
  }
  return sentences;
}

/** Those that show best what the person does where the text does otherwise: nearest to the mean, on its side. */
export function chooseSentences(
  candidates: readonly OwnSentence[],
  feature: StyleFeature,
  { value, mean }: { readonly value: number; readonly mean: number },
  most = 3,
): OwnSentence[] {
  const isTooMuch = value > mean;
  const ranked = candidates
    .map((sentence, order) => ({ sentence, order, ...feature.measure(readStyleText(sentence.text)) }))
    .filter((each) => each.opportunities > 0 && (isTooMuch ? each.value <= mean * 1.3 : each.value >= mean * 0.7))
    .map((each) => ({ ...each, distance: Math.abs(each.value - mean) }));
  // Sentences with the habit first where it is lacking; of the others, the ordinary ones.
  ranked.sort((a, z) => a.distance - z.distance || z.opportunities - a.opportunities || a.order - z.order);
  const chosen: OwnSentence[] = [];
  for (const { sentence } of ranked) {
    if (chosen.length >= most) break;
    if (chosen.every((other) => other.entryId !== sentence.entryId && other.text !== sentence.text))
      chosen.push(sentence);
  }
  return chosen;
}
