import type { LogSource } from "../../log/log-entry.ts";
import type { EntryQuery } from "../../store/store.ts";

/** What the person looks for; empty strings mean “any”. */
export interface LogQuery {
  readonly words: string;
  readonly source: LogSource | "";
  readonly register: string;
  /** `own`, `others` or any. */
  readonly whose: "own" | "others" | "";
  /** Days as `YYYY-MM-DD`, in the time of this device; both inclusive. */
  readonly from: string;
  readonly to: string;
}

export const emptyQuery: LogQuery = { words: "", source: "", register: "", whose: "", from: "", to: "" };

const sources: readonly string[] = ["x", "jsonl", "markdown", "text", "paste", "sample"] satisfies LogSource[];

/**
 * Reads filters from a deep link such as `/log?source=x&words=tea`. Words are the person's own: they are taken out of
 * the address at once, and a search is never written into it.
 */
export function queryFromAddress(): LogQuery {
  const parameters = new URLSearchParams(window.location.search);
  const value = (name: string): string => parameters.get(name) ?? "";
  const words = value("words");
  if (words !== "") {
    parameters.delete("words");
    const rest = parameters.toString();
    window.history.replaceState(window.history.state, "", rest === "" ? window.location.pathname : `?${rest}`);
  }
  const source = value("source");
  const whose = value("whose");
  return {
    words,
    source: sources.includes(source) ? (source as LogSource) : "",
    register: value("register"),
    whose: whose === "own" || whose === "others" ? whose : "",
    from: readDay(value("from")) === null ? "" : value("from"),
    to: readDay(value("to")) === null ? "" : value("to"),
  };
}

function readDay(day: string, plusDays = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (match === null) return null;
  return new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + plusDays).getTime();
}

/** The query that the store understands. */
export function toEntryQuery(query: LogQuery, limit: number, cursor: string | undefined): EntryQuery {
  const from = readDay(query.from);
  const to = readDay(query.to, 1);
  return {
    limit,
    order: "newest",
    ...(query.words.trim() === "" ? {} : { words: query.words }),
    ...(query.source === "" ? {} : { source: query.source }),
    ...(query.register === "" ? {} : { register: query.register }),
    ...(query.whose === "" ? {} : { isOwn: query.whose === "own" }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}
