import type { ParsedEntry, ParsedItem } from "../parser.ts";
import { rejected } from "../parser.ts";
import { reject } from "../rejection.ts";
import { field, isRecord, type JsonRecord } from "./json-line-fields.ts";

/** One wording of a post, as it was read. */
interface Version {
  readonly entry: ParsedEntry;
  readonly place: string;
  /** Later wordings have higher ranks. */
  readonly rank: number;
}

/**
 * [X13] An edited post occurs once for each of its wordings, each with an id of its own. They are held until all tweets are
 * read; then the last is the entry, and the others are counted. A wording whose successor is not there stays.
 */
export class EditedTweets {
  readonly #chains = new Map<string, Version[]>();
  /** Every id that the wordings seen so far name, with the list that names it. */
  readonly #lists = new Map<string, readonly string[]>();

  /** Keeps a post that was edited, and tells whether it was. */
  hold(value: unknown, entry: ParsedEntry, place: string): boolean {
    const id = entry.id.slice("x:".length);
    const own = wordingsOf(value);
    // The first wording may name itself alone; files mostly begin with the latest posts, so its successors are known.
    const wordings = own.length < 2 ? (this.#lists.get(id) ?? own) : own;
    const first = wordings[0];
    if (first === undefined || wordings.length < 2) return false;
    for (const each of wordings) this.#lists.set(each, wordings);
    const index = wordings.indexOf(id);
    const version = { entry, place, rank: index === -1 ? wordings.length : index };
    const chain = this.#chains.get(first);
    if (chain) chain.push(version);
    else this.#chains.set(first, [version]);
    return true;
  }

  /** The last wording of each post, and what became of the others. */
  *release(): Generator<ParsedItem, void, undefined> {
    for (const versions of this.#chains.values()) {
      const [last, ...earlier] = versions.toSorted((a, b) => b.rank - a.rank);
      if (last) yield { kind: "entry", entry: last.entry };
      for (const { entry, place } of earlier) {
        // The same wording in two files is a duplicate, and counted as one by the reader.
        if (entry.id === last?.entry.id) yield { kind: "entry", entry };
        else yield rejected(reject("superseded", place, entry.text));
      }
    }
    this.#chains.clear();
    this.#lists.clear();
  }
}

/** The ids of all wordings, the first one first: `edit_info.initial`, or `edit_info.edit.editControlInitial`. */
function wordingsOf(value: unknown): readonly string[] {
  const tweet = recordIn(value, "tweet") ?? (isRecord(value) ? value : null);
  const info = recordIn(tweet, "edit_info");
  const control = recordIn(info, "initial") ?? recordIn(recordIn(info, "edit"), "editControlInitial");
  const ids = control === null ? undefined : field(control, "editTweetIds");
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
}

function recordIn(value: unknown, name: string): JsonRecord | null {
  const found = isRecord(value) ? field(value, name) : undefined;
  return isRecord(found) ? found : null;
}
