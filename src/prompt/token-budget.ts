import { segmentSentences } from "../text/sentences.ts";

/** A mark before each entry. */
const tokensPerMark = 1;

/**
 * Chooses among passages, best first, what fits into this many tokens; the answer is in prompt order: the best one last,
 * next to the text.
 */
export function fitPassages<T>(ranked: readonly T[], tokensOf: (passage: T) => number, room: number): T[] {
  const taken: T[] = [];
  let left = room;
  for (const passage of ranked) {
    const tokens = tokensOf(passage) + tokensPerMark;
    if (tokens > left) continue;
    left -= tokens;
    taken.unshift(passage);
  }
  return taken;
}

/**
 * Where the part of a long document begins that goes into the prompt: at most `roomCharacters`, at least half as many. It
 * moves in steps of half the room, to a sentence (else a word), so that the prompt mostly only grows at its end.
 */
export function cutDocument(text: string, roomCharacters: number): number {
  if (text.length <= roomCharacters) return 0;
  const step = Math.floor(roomCharacters / 2);
  const earliest = Math.ceil((text.length - roomCharacters) / step) * step;
  // What follows this stretch stays in any case, and what is typed later does not change it.
  const stretch = text.slice(earliest, earliest + Math.floor(step * (2 / 3)));
  const sentence = segmentSentences(stretch)[1];
  if (sentence !== undefined) return earliest + sentence.start;
  const space = stretch.search(/\s/u);
  return space === -1 ? earliest : earliest + space + 1;
}
