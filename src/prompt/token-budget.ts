import { segmentSentences } from "../text/sentences.ts";

/** Characters a token stands for, at worst, in ordinary writing: for a guess between two exact counts. */
const fewestCharactersPerToken = 2.5;
/** A mark before each entry. */
const tokensPerMark = 1;

/** A guess that is rather too high than too low. */
export function guessTokens(text: string): number {
  return Math.ceil(text.length / fewestCharactersPerToken);
}

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
 * Where the part of a long document begins that goes into the prompt. As long as the part from `previousCut` fits, it stays
 * there, so that the prompt only grows at its end; else it moves by at least half the room, to a sentence (else a word).
 */
export function cutDocument(text: string, roomCharacters: number, previousCut = 0): number {
  if (previousCut <= text.length && text.length - previousCut <= roomCharacters) return previousCut;
  if (text.length <= roomCharacters) return 0;
  const earliest = text.length - Math.floor(roomCharacters / 2);
  const tail = text.slice(earliest);
  const sentence = segmentSentences(tail)[1];
  // A sentence that begins in the last sixth leaves too little to go on.
  if (sentence !== undefined && sentence.start < tail.length * (2 / 3)) return earliest + sentence.start;
  const space = tail.search(/\s/u);
  return space === -1 ? earliest : earliest + space + 1;
}
