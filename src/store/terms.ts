import { foldWord, segmentWords } from "../text/words.ts";

/** A term that an entry must hold; with `isPrefix`, a term that begins like this will do. */
export interface Condition {
  readonly term: string;
  readonly isPrefix: boolean;
}

/** What a person typed, ready to be looked up. */
export interface WordQuery {
  readonly conditions: readonly Condition[];
  /** Stretches in scripts without spaces that must occur as they stand; pairs of characters alone would find too much. */
  readonly runs: readonly string[];
}

/** Longer words count by their beginning: a line of 50 MB without a space is one word, and no one types it. */
const maxTermLength = 64;

/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]+/u;

const pieces = new RegExp(`(${unspaced.source})`, "u");
const plain = /^[a-z0-9']*$/;
const pictures = /\p{Extended_Pictographic}/gu;

interface Piece {
  /** UTF-16 offset in the text, of the whole word. */
  readonly start: number;
  readonly kind: "word" | "run";
  readonly text: string;
}

/** Words, runs without spaces and pictures of a text in order, folded. */
function foldedPieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (const { text: word, start } of segmentWords(text)) {
    const folded = foldWord(word);
    // Most words need no more than this, and a log has millions of them.
    if (plain.test(folded)) {
      found.push({ start, kind: "word", text: folded.slice(0, maxTermLength) });
      continue;
    }
    for (const [index, piece] of folded.split(pieces).entries()) {
      if (piece === "") continue;
      // `split` with a group puts what matched at the odd places.
      if (index % 2 === 1) found.push({ start, kind: "run", text: piece });
      else found.push({ start, kind: "word", text: piece.slice(0, maxTermLength) });
    }
  }
  let hasPictures = false;
  for (const match of text.matchAll(pictures)) {
    found.push({ start: match.index, kind: "word", text: match[0] });
    hasPictures = true;
  }
  return hasPictures ? found.sort((a, b) => a.start - b.start) : found;
}

/**
 * The terms under which a text is found: its folded words; for scripts without spaces every pair of neighbouring
 * characters, and the last character of a run alone; pictures (emoji) by themselves.
 */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const piece of foldedPieces(text)) {
    if (piece.kind === "word") terms.add(piece.text);
    else for (const pair of pairsOf(piece.text, true)) terms.add(pair);
  }
  return terms;
}

function pairsOf(run: string, isLastAlone: boolean): string[] {
  const characters = Array.from(run);
  const pairs = characters.slice(0, -1).map((character, index) => character + characters[index + 1]);
  if (isLastAlone) pairs.push(characters.at(-1) ?? "");
  return pairs;
}

/** Reads what a person typed: every word must occur, the last may be the beginning of one. */
export function parseWordQuery(words: string): WordQuery {
  const conditions: Condition[] = [];
  const runs: string[] = [];
  for (const piece of foldedPieces(words)) {
    if (piece.kind === "word") {
      conditions.push({ term: piece.text, isPrefix: false });
    } else if (Array.from(piece.text).length === 1) {
      // Every character begins a pair or stands last: its own beginnings find it anywhere.
      conditions.push({ term: piece.text, isPrefix: true });
    } else {
      for (const pair of pairsOf(piece.text, false)) conditions.push({ term: pair, isPrefix: false });
      runs.push(piece.text);
    }
  }
  const last = conditions.pop();
  if (last !== undefined) conditions.push({ ...last, isPrefix: true });
  return { conditions, runs };
}

/** Whether a text fulfils a query: the index proposes, the text decides. */
export function matchesWords(text: string, query: WordQuery): boolean {
  const terms = termsOf(text);
  for (const { term, isPrefix } of query.conditions) {
    if (terms.has(term)) continue;
    if (!isPrefix || ![...terms].some((candidate) => candidate.startsWith(term))) return false;
  }
  if (query.runs.length === 0) return true;
  const runs = foldedPieces(text).flatMap((piece) => (piece.kind === "run" ? [piece.text] : []));
  return query.runs.every((wanted) => runs.some((run) => run.includes(wanted)));
}
