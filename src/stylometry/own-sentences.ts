import { segmentSentences } from "../text/sentences.ts";
import { segmentWords } from "../text/words.ts";
import type { OwnText } from "./sample-windows.ts";
import type { StyleFeature } from "./style-feature.ts";
import { readStyleText } from "./style-text.ts";

/** A sentence of the person's, to show a habit with. */
export interface OwnSentence {
  readonly text: string;
  readonly entryId: string;
}

const mostCandidates = 400;
const longest = 150;
/** A line longer than this that ends without a mark was wrapped, not ended. */
const wrappedLine = 50;
const ended = /[.!?…]["'”’)\]*_]*$/u;

/** Whole sentences of readable length from all over the entries. */
export function collectSentences(entries: readonly OwnText[]): OwnSentence[] {
  const step = Math.max(1, entries.length / mostCandidates);
  const sentences: OwnSentence[] = [];
  for (let i = 0; i < entries.length; i += step) {
    const { text, entryId } = entries[Math.floor(i)] as OwnText;
    const whole = wholeSentences(text).filter((sentence) => sentence.length <= longest && words(sentence) >= 3);
    // The first ones, and the last: greetings and closings stand there.
    for (const sentence of whole.slice(0, 5).concat(whole.slice(5).slice(-1))) {
      sentences.push({ text: sentence, entryId });
    }
  }
  return sentences;
}

/** Sentences that neither begin nor end where a line was only wrapped. */
function wholeSentences(text: string): string[] {
  const whole: string[] = [];
  let isWrapped = false;
  for (const { start, end } of segmentSentences(text)) {
    const sentence = text.slice(start, end);
    const wasWrapped = isWrapped;
    const gap = /^[^\S\n]*(\n?)[^\S\n]*(\n?)/u.exec(text.slice(end));
    const isLineBreak = gap?.[1] === "\n" && gap[2] !== "\n";
    const line = end - (text.lastIndexOf("\n", end - 1) + 1);
    isWrapped = isLineBreak && line > wrappedLine && !ended.test(sentence);
    if (!wasWrapped && !isWrapped) whole.push(sentence);
  }
  return whole;
}

/**
 * Sentences that show what the person does where the text does otherwise. Where the text has too much of something:
 * sentences that do without it though they are akin to those that have it; where it lacks something, sentences with it;
 * for averages, those nearest to the mean. None rather than any.
 */
export function chooseSentences(
  candidates: readonly OwnSentence[],
  feature: StyleFeature,
  { value, mean }: { readonly value: number; readonly mean: number },
  most = 3,
): OwnSentence[] {
  const ranked: { readonly sentence: OwnSentence; readonly rank: number; readonly order: number }[] = [];
  for (const [order, sentence] of candidates.entries()) {
    const style = readStyleText(sentence.text);
    const own = feature.measure(style);
    if (own.opportunities === 0) continue;
    // Short enough to be taken in at a glance, long enough to show something.
    const length = Math.abs(Math.log(style.words.length / 9));
    let rank = length;
    if (feature.kind === "average") {
      rank = Math.abs(own.value - mean) / Math.max(1e-6, Math.abs(mean)) + length / 4;
      if (Math.abs(own.value - mean) > Math.abs(own.value - value)) continue;
    } else if (value > mean) {
      if (own.value > 0 || feature.akin?.test(sentence.text) === false) continue;
    } else if (own.value === 0) continue;
    ranked.push({ sentence, rank, order });
  }
  ranked.sort((a, z) => a.rank - z.rank || a.order - z.order);
  const chosen: OwnSentence[] = [];
  for (const { sentence } of ranked) {
    if (chosen.length >= most) break;
    if (chosen.every((other) => other.entryId !== sentence.entryId && other.text !== sentence.text))
      chosen.push(sentence);
  }
  return chosen;
}

function words(text: string): number {
  return segmentWords(text).length;
}
