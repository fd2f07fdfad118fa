import { isWordPiece, segmentPieces, splitUnfinished } from "../text/pieces.ts";
import { NgramModel } from "./ngram-model.ts";
import type { NgramPrediction } from "./ngram-prediction.ts";
import { PieceVocabulary } from "./piece-vocabulary.ts";

/** What the instant tier would write at the caret. */
export interface InstantSuggestion {
  /** The rest of the unfinished word, or the next words with the space before them. */
  readonly text: string;
  /** Probability of its first word, 0–1. */
  readonly confidence: number;
  /** Sequences (as numbered by `add`) that went on like this, most alike first. */
  readonly sequences: readonly number[];
}

export interface InstantOptions {
  /** Nothing less likely is suggested. */
  readonly threshold: number;
  /** Each further word is appended while all words together stay this likely. */
  readonly continueThreshold?: number | undefined;
  readonly maxWords?: number | undefined;
  /** A text begins as others of this register do. */
  readonly register?: string | undefined;
}

/** Below this many characters saved, a suggestion is only noise. */
const fewestCharacters = 2;
/** A word never used before is likelier than the words used once tell, where few words begin as typed. */
const novelty = 1;
const historyPieces = 12;
const mostEvidence = 6;
/** Marks the end of an entry among the pieces; holds a character that no text can hold as a piece. */
const edge = "\u0000edge";
/** The same for the beginning, one for each register: a chat message begins otherwise than a diary page. */
const startOf = (register: string | undefined): string => `\u0000start ${register ?? ""}`;

interface Step {
  readonly id: number;
  /** What it adds to what is typed. */
  readonly rest: string;
  readonly probability: number;
}

/** Personal suggestions without a neural model: word pieces under the n-gram model, completed by what is typed. */
export class InstantTier {
  readonly #model = new NgramModel({ maxOrder: 8 });
  readonly #vocabulary = new PieceVocabulary();
  /** The piece ids of each sequence, so that they can be taken back. */
  readonly #sequences: (Int32Array | undefined)[] = [];

  /** Pieces learnt, forgotten ones included. */
  get size(): number {
    return this.#model.size;
  }

  /** Learns one own entry and returns its number. */
  add(text: string, register?: string): number {
    const pieces = [startOf(register), ...spacedPieces(text, true), edge];
    const ids = Int32Array.from(pieces, (piece) => this.#vocabulary.add(piece));
    const sequence = this.#model.addSequence(ids);
    this.#sequences[sequence] = ids;
    return sequence;
  }

  /** Forgets one entry. */
  remove(sequence: number): void {
    this.#model.removeSequence(sequence);
    for (const id of this.#sequences[sequence] ?? []) this.#vocabulary.remove(id);
    this.#sequences[sequence] = undefined;
  }

  /** The best continuation at the end of this text, or null: rather silent than wrong. */
  suggest(textBefore: string, options: InstantOptions): InstantSuggestion | null {
    const { settled, unfinished } = splitUnfinished(textBefore);
    const history = this.#historyOf(settled, options.register);
    // The first word of a line is known with the space that it has elsewhere.
    const isLineStart = startsLine(settled) && !unfinished.startsWith(" ");
    const first = this.#step(history, isLineStart && unfinished !== "" ? ` ${unfinished}` : unfinished);
    if (first === null || this.#isStop(first.id)) return null;

    const continueThreshold = options.continueThreshold ?? options.threshold;
    let text = isLineStart && unfinished === "" ? first.rest.trimStart() : first.rest;
    let probability = first.probability;
    let confidence = first.probability;
    let hasWord = first.rest !== "" && (isWordPiece(first.rest) || isWordPiece(unfinished));
    let words = Number(hasWord);
    const path = [first.id];
    let typed = [...history, first.id];
    while (words < (options.maxWords ?? 8)) {
      if (!hasWord && probability < options.threshold) return null;
      const next = this.#step(typed, "");
      if (next === null || this.#isStop(next.id)) break;
      const together = probability * next.probability;
      if (together < (hasWord ? continueThreshold : options.threshold)) break;
      probability = together;
      text += next.rest;
      path.push(next.id);
      typed = [...typed, next.id];
      if (isWordPiece(next.rest)) {
        if (!hasWord) confidence = probability;
        hasWord = true;
        words++;
      }
    }
    if (!hasWord || confidence < options.threshold || text.trim().length < fewestCharacters) return null;
    return { text, confidence, sequences: this.#evidence(history, path) };
  }

  /** Sequences that went on from this text with the beginning of `continuation`, most alike first. */
  findContinuations(textBefore: string, continuation: string, limit = mostEvidence): number[] {
    const { settled, unfinished } = splitUnfinished(textBefore);
    const [first] = spacedPieces(unfinished + continuation, startsLine(settled));
    const id = first === undefined ? undefined : this.#vocabulary.idOf(first);
    if (id === undefined) return [];
    const matches = this.#model.findMatches(this.#historyOf(settled), { next: id, limit });
    return [...new Set(matches.map((match) => match.sequence))];
  }

  /** Sequences that hold a run of this text, by the number of places where they do. */
  findSharing(text: string, limit: number): number[] {
    const ids = spacedPieces(text, true).map((piece) => this.#vocabulary.idOf(piece) ?? -2);
    const shares = new Map<number, number>();
    for (let at = 2; at < ids.length; at++) {
      const next = ids[at] as number;
      if (next === -2) continue;
      for (const match of this.#model.findMatches(ids.slice(Math.max(0, at - historyPieces), at), { next, limit: 4 })) {
        if (match.length >= 2) shares.set(match.sequence, (shares.get(match.sequence) ?? 0) + match.length ** 2);
      }
    }
    return [...shares]
      .sort((a, z) => z[1] - a[1] || z[0] - a[0])
      .slice(0, limit)
      .map(([sequence]) => sequence);
  }

  #historyOf(settled: string, register?: string): number[] {
    // Far more characters than twelve pieces have, so that only the end of a long document is cut up.
    const tail = settled.slice(-400);
    const pieces = spacedPieces(tail, tail.length === settled.length);
    if (tail.length === settled.length) pieces.unshift(startOf(register));
    return pieces.slice(-historyPieces).map((piece) => this.#knownId(piece));
  }

  /** The id of a piece; of a word never used in this case that of the same word in the case that was used most. */
  #knownId(piece: string): number {
    const id = this.#vocabulary.idOf(piece) ?? -2;
    if (this.#vocabulary.count(id) > 0 || !isWordPiece(piece)) return id;
    let best = id;
    for (const variant of variantsOf(piece)) {
      const other = this.#vocabulary.idOf(variant) ?? -2;
      if (this.#vocabulary.count(other) > this.#vocabulary.count(best)) best = other;
    }
    return best;
  }

  /** The likeliest piece that begins as typed. */
  #step(history: readonly number[], typed: string): Step | null {
    const prediction = this.#model.predict(history);
    const fitting: { id: number; rest: string; weight: number }[] = [];
    const open = 1 - sumOf(prediction);
    const total = Math.max(1, this.#vocabulary.total);
    let mass = 0;
    for (const [id, probability] of prediction.probabilities) {
      const piece = this.#vocabulary.pieceOf(id);
      if (!piece.startsWith(typed)) continue;
      const weight = probability + (open * this.#vocabulary.count(id)) / total;
      fitting.push({ id, rest: piece.slice(typed.length), weight });
      mass += probability;
    }
    const known = this.#vocabulary.usesOf(typed);
    // Words never used before begin like those used once.
    mass += (open * (known.uses + known.once + (typed.trim() === "" ? 0 : novelty))) / total;
    if (typed.trim().length >= 2 && open > 0.05) mass += this.#addRarer(typed, open / total, fitting);
    if (mass <= 0) return null;
    let best: Step | null = null;
    for (const { id, rest, weight } of fitting) {
      if (id === this.#edge) continue;
      const probability = Math.min(1, weight / mass);
      if (best === null || probability > best.probability) best = { id, rest, probability };
    }
    return best;
  }

  /** Adds words that begin as typed but never followed this history, also in other case; returns the mass of the latter. */
  #addRarer(typed: string, scale: number, fitting: { id: number; rest: string; weight: number }[]): number {
    const listed = new Set(fitting.map((each) => each.id));
    const exact = this.#vocabulary.findPrefix(typed);
    for (const id of exact.ids) {
      if (listed.has(id)) continue;
      fitting.push({
        id,
        rest: this.#vocabulary.pieceOf(id).slice(typed.length),
        weight: scale * this.#vocabulary.count(id),
      });
    }
    if (exact.uses > 0) return 0;
    let mass = 0;
    for (const variant of variantsOf(typed)) {
      const found = this.#vocabulary.findPrefix(variant);
      mass += scale * (found.uses + found.once + novelty);
      for (const id of found.ids) {
        fitting.push({
          id,
          rest: this.#vocabulary.pieceOf(id).slice(variant.length),
          weight: scale * this.#vocabulary.count(id),
        });
      }
    }
    return mass;
  }

  get #edge(): number {
    return this.#vocabulary.idOf(edge) ?? -1;
  }

  #isStop(id: number): boolean {
    return id === this.#edge || this.#vocabulary.pieceOf(id).includes("\n");
  }

  #evidence(history: readonly number[], path: readonly number[]): number[] {
    const sequences = new Set<number>();
    const collect = (before: readonly number[], next: number | undefined): void => {
      const options = next === undefined ? { limit: mostEvidence } : { next, limit: mostEvidence };
      for (const match of this.#model.findMatches(before, options)) sequences.add(match.sequence);
    };
    collect([...history, ...path.slice(0, -1)], path.at(-1));
    collect(history, path[0]);
    if (sequences.size === 0) collect(path.slice(0, 1), undefined);
    return [...sequences].slice(0, mostEvidence);
  }
}

/** Pieces of which the first word of each line has a space before it, like all others: it is the same word. */
function spacedPieces(text: string, isLineStart: boolean): string[] {
  const pieces = segmentPieces(text);
  return pieces.map((piece, i) => {
    const startsLine = i === 0 ? isLineStart : (pieces[i - 1] as string).endsWith("\n");
    return startsLine && !piece.startsWith(" ") && isWordPiece(piece) ? ` ${piece}` : piece;
  });
}

function startsLine(settled: string): boolean {
  return settled === "" || settled.endsWith("\n");
}

/** The same beginning with or without the space before it, in lower case and with a capital. */
function variantsOf(typed: string): string[] {
  const word = typed.trimStart();
  const lower = word.toLowerCase();
  const capital = lower.charAt(0).toUpperCase() + lower.slice(1);
  const all = [word, lower, capital].flatMap((each) => [each, ` ${each}`]);
  return [...new Set(all)].filter((each) => each !== typed);
}

function sumOf(prediction: NgramPrediction): number {
  let sum = 0;
  for (const probability of prediction.probabilities.values()) sum += probability;
  return sum;
}
