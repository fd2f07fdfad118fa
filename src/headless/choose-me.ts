import { ImportError } from "../log/errors.ts";
import type { TallyResult } from "../log/import-tally.ts";
import { unnamedAuthor } from "../log/read-log.ts";

/** The authors that are the person, and a remark where the name that was given changes nothing. */
export interface ChosenMe {
  readonly names: readonly string[];
  readonly warning: string | null;
}

/**
 * Who the person is: by the name that was given (case and a leading `@` do not matter), else as the files suggest, nobody
 * where they do not. A name is of no use, but no error, where the files name nobody or say for certain who it is.
 */
export function chooseMe(found: Pick<TallyResult, "me" | "authors">, name?: string): ChosenMe {
  const { me, authors } = found;
  if (name === undefined) {
    if (me.certainty !== "asked") return { names: me.names, warning: null };
    return { names: [], warning: "Say which author you are with --me NAME." };
  }
  const plain = (text: string): string => text.replace(/^@/, "").toLowerCase();
  const matches = authors.filter((author) => plain(author.name) === plain(name)).map((author) => author.name);
  if (matches.length > 0) return { names: matches, warning: null };
  if (me.certainty === "certain") return { names: me.names, warning: `“${name}” does not occur. ${me.evidence}` };
  if (authors.every((author) => author.name === unnamedAuthor)) return { names: [unnamedAuthor], warning: null };
  const names = authors.slice(0, 10).map((author) => `“${author.name}”`);
  throw new ImportError("unknown-author", `Nobody here is called “${name}”. The authors are: ${names.join(", ")}.`);
}
