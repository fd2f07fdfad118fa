import { segmentSentences } from "../text/sentences.ts";
import { segmentWords } from "../text/words.ts";

/** One own entry, as style is measured from it. */
export interface OwnText {
  readonly entryId: string;
  readonly register: string;
  readonly text: string;
  /** Words of the text, counted once by whoever keeps it. */
  readonly words: number;
}

const mostWindows = 120;
/** Successive fractions of the golden ratio spread evenly whatever their number, and need no random source. */
const golden = 0.618_033_988_749_895;

/**
 * Stretches of about `words` words from all over a person's entries (oldest first), whole sentences each: what a text of
 * this length usually looks like. Short entries are put together, long ones are begun in the middle.
 */
export function sampleWindows(entries: readonly OwnText[], words: number): string[] {
  const wordsOf = entries.map((entry) => entry.words);
  const total = wordsOf.reduce((sum, count) => sum + count, 0);
  const count = Math.min(mostWindows, Math.floor(total / words));
  const windows: string[] = [];
  for (let i = 0; i < count; i++) {
    let at = entryAt(wordsOf, (total * i) / count);
    let offset = (wordsOf[at] as number) > 2 * words ? (i * golden) % 1 : 0;
    const parts: string[] = [];
    let have = 0;
    while (have < words && at < entries.length) {
      const { text } = entries[at] as OwnText;
      const part = takeSentences(text, offset, words - have);
      parts.push(part);
      have += countWords(part);
      offset = 0;
      at++;
    }
    if (have >= words * 0.7) windows.push(parts.join("\n\n"));
  }
  return windows;
}

/** Whole entries from all over, of at most three times and at least a third of this many words where there are enough. */
export function sampleEntries(entries: readonly OwnText[], words: number): string[] {
  const alike = entries.filter((entry) => entry.words >= words / 3 && entry.words <= words * 3);
  const from = alike.length >= 20 ? alike : entries;
  const step = Math.max(1, from.length / mostWindows);
  const chosen: string[] = [];
  for (let i = 0; i < from.length; i += step) chosen.push((from[Math.floor(i)] as OwnText).text);
  return chosen;
}

export function countWords(text: string): number {
  return segmentWords(text).length;
}

function takeSentences(text: string, offset: number, words: number): string {
  const sentences = segmentSentences(text);
  const first = Math.floor(sentences.length * offset);
  const start = sentences[first]?.start ?? 0;
  let have = 0;
  for (const sentence of sentences.slice(first)) {
    have += countWords(text.slice(sentence.start, sentence.end));
    if (have >= words) return text.slice(start, sentence.end);
  }
  return text.slice(start);
}

function entryAt(wordsOf: readonly number[], position: number): number {
  let sum = 0;
  for (const [at, words] of wordsOf.entries()) {
    sum += words;
    if (sum > position) return at;
  }
  return Math.max(0, wordsOf.length - 1);
}
