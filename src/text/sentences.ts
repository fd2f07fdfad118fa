import type { Span } from "./words.ts";

/** Abbreviations that a full stop does not end a sentence after. */
const abbreviation =
  /(?:^|[^\p{L}])(?:mr|mrs|ms|dr|prof|st|sr|jr|capt|col|gen|lt|lieut|sgt|rev|hon|messrs|mt|vol|pp|fig|vs|etc|e\.g|i\.e|cf|approx|dept|inc|ltd|a\.m|p\.m|u\.s|\p{L})\.$/iu;

/** The end of a sentence: its marks and what closes behind them, before white space; or a line break. */
const end = /[.!?…]+["'”’)\]*_]*(?=\s)|\n+/gu;

/** The sentences of a text in order, without the white space around them; a line break always ends one. */
export function segmentSentences(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  const push = (stop: number): void => {
    const raw = text.slice(start, stop);
    const lead = raw.length - raw.trimStart().length;
    const trimmed = raw.trim();
    if (trimmed !== "") sentences.push({ start: start + lead, end: start + lead + trimmed.length });
    start = stop;
  };
  for (const match of text.matchAll(end)) {
    const stop = match.index + match[0].length;
    if (match[0] === "." && abbreviation.test(text.slice(Math.max(start, match.index - 12), stop))) {
      // “at 4 P.M. We went”: a capital after an abbreviation is no sure sign, so the sentence goes on.
      continue;
    }
    push(stop);
  }
  push(text.length);
  return sentences;
}

/** Whether the text, white space aside, ends where a sentence ends (or is empty). */
export function endsSentence(text: string): boolean {
  const trimmed = text.trimEnd();
  return trimmed === "" || /\n\s*$/u.test(text) || /[.!?…]["'”’)\]*_]*$/u.test(trimmed);
}
