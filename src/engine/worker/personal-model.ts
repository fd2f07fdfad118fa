import { NgramModel, type NgramMatch } from "../../ngram/ngram-model.ts";
import type { NgramPrediction } from "../../ngram/ngram-prediction.ts";
import type { OwnText } from "../engine.ts";

/** What stands around entries among the tokens. */
export interface EntryEdges {
  /** The mark before an entry in prompts; undefined: how entries begin is not learnt. */
  readonly startId: number | undefined;
  readonly endId: number | undefined;
  /** Ids from here on are no tokens. */
  readonly vocabularySize: number;
}

/*
 * [Note: how entries begin] A chat message begins otherwise than a diary page. So each register has an id of its own, beyond
 * the vocabulary, which the n-gram model sees in place of the mark before an entry: a beginning is only ever predicted from
 * beginnings of the same register. What follows further on is learnt for all registers together.
 */

/** The person's own n-gram model over a model's tokens. */
export class PersonalModel {
  readonly #ngram = new NgramModel();
  readonly #edges: EntryEdges;
  readonly #starts = new Map<string, number>();

  constructor(edges: EntryEdges) {
    this.#edges = edges;
  }

  add(ids: readonly number[], register: OwnText["register"]): void {
    if (ids.length === 0) return;
    const { startId, endId } = this.#edges;
    const start = startId === undefined ? [] : [this.#learnStart(register) ?? startId];
    // How the person's entries end is a habit too.
    this.#ngram.addSequence([...start, ...ids, ...(endId === undefined ? [] : [endId])]);
  }

  /** A model of these entries only; registers begin with the same ids, so that a history fits both. */
  ofEntries(
    entries: readonly { readonly ids: readonly number[]; readonly register: OwnText["register"] }[],
  ): PersonalModel {
    const focused = new PersonalModel(this.#edges);
    for (const [register, start] of this.#starts) focused.#starts.set(register, start);
    for (const { ids, register } of entries) focused.add(ids, register);
    return focused;
  }

  /** The tokens of a prompt as this model sees them: its last start mark stands for the register that is written in. */
  historyOf(promptIds: readonly number[], register: OwnText["register"]): number[] {
    const history = [...promptIds];
    const { startId } = this.#edges;
    const start = register === undefined ? undefined : this.#starts.get(register);
    const at = startId === undefined ? -1 : history.lastIndexOf(startId);
    if (start !== undefined && at !== -1) history[at] = start;
    return history;
  }

  /** What the person wrote after such a history. */
  predict(history: readonly number[], end = history.length): NgramPrediction {
    return this.#ngram.predict(history.slice(Math.max(0, end - this.#ngram.maxOrder), end));
  }

  /** Where the last ids of this history stand in entries, longest match first; the end of an entry is no match. */
  findMatches(history: readonly number[], limit: number): NgramMatch[] {
    const matches = this.#ngram.findMatches(history.slice(-this.#ngram.maxOrder), { limit });
    return matches.filter((match) => match.next !== this.#edges.endId);
  }

  #learnStart(register: OwnText["register"]): number | undefined {
    if (register === undefined) return undefined;
    let start = this.#starts.get(register);
    if (start === undefined) {
      start = this.#edges.vocabularySize + this.#starts.size;
      this.#starts.set(register, start);
    }
    return start;
  }
}
