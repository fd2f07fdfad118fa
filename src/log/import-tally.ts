import type { LogEntry, LogSource } from "./log-entry.ts";
import type { OwnerEvidence, ParsedEntry, ParsedItem } from "./parser.ts";
import { toLogEntry, unnamedAuthor } from "./read-log.ts";
import { type Rejection, rejectionMessages } from "./rejection.ts";
import { createSpread, type Spread } from "./spread-sample.ts";

/** Rejections of one reason. */
export interface RejectionCount {
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly examples: readonly { readonly place: string; readonly excerpt: string }[];
}

/** An author found in the files. */
export interface FoundAuthor {
  readonly name: string;
  readonly entries: number;
  readonly samples: readonly string[];
}

/** Who the person is, as far as the files say. */
export interface FoundMe {
  readonly names: readonly string[];
  readonly certainty: "certain" | "likely" | "asked";
  readonly evidence: string;
}

/** What the files hold, in numbers and samples. */
export interface TallyResult {
  readonly source: LogSource;
  readonly entries: number;
  readonly own: number;
  readonly firstSentAt: number | null;
  readonly lastSentAt: number | null;
  readonly undated: number;
  readonly authors: readonly FoundAuthor[];
  readonly me: FoundMe;
  readonly samples: readonly LogEntry[];
  readonly rejections: readonly RejectionCount[];
  readonly warnings: readonly string[];
}

const maxAuthors = 2_000;
const maxExamples = 5;
const maxWarnings = 20;
const maxSampleChars = 2_000;

interface AuthorTally {
  entries: number;
  /** Entries of which the format does not say whether they are the person's own. */
  unsure: number;
  readonly samples: Spread<string>;
}

/** Counts what a reading yields, in memory that does not grow with it. */
export interface ImportTally {
  add(item: ParsedItem): void;
  readonly entries: number;
  /** `me` overrides what the files say. */
  result(options?: { readonly importId?: string; readonly me?: readonly string[] }): TallyResult;
  rejections(): readonly RejectionCount[];
}

/** A tally at zero. */
export function createTally(): ImportTally {
  const sources = new Map<LogSource, number>();
  const authors = new Map<string, AuthorTally>();
  const rejections = new Map<Rejection["reason"], { count: number; examples: Rejection[] }>();
  const warnings = new Map<string, number>();
  const owners = new Map<string, OwnerEvidence>();
  const samples = createSpread<ParsedEntry>(12);
  let entries = 0;
  let certainOwn = 0;
  let undated = 0;
  let first = Infinity;
  let last = -Infinity;

  const addEntry = (entry: ParsedEntry): void => {
    entries++;
    sources.set(entry.source, (sources.get(entry.source) ?? 0) + 1);
    if (entry.sentAt === null) undated++;
    else {
      first = Math.min(first, entry.sentAt);
      last = Math.max(last, entry.sentAt);
    }
    if (entry.isOwn === true) certainOwn++;
    if (entry.isOwn !== false) samples.add(entry);
    const name = entry.author ?? unnamedAuthor;
    let author = authors.get(name);
    if (!author) {
      if (authors.size >= maxAuthors) return;
      author = { entries: 0, unsure: 0, samples: createSpread(3) };
      authors.set(name, author);
    }
    author.entries++;
    if (entry.isOwn === null) author.unsure++;
    author.samples.add(entry.text.length > 160 ? `${entry.text.slice(0, 159).toWellFormed()}…` : entry.text);
  };

  const countRejections = (): readonly RejectionCount[] =>
    [...rejections]
      .map(([reason, { count, examples }]) => ({
        reason,
        message: rejectionMessages[reason],
        count,
        examples: examples.map(({ place, excerpt }) => ({ place, excerpt })),
      }))
      .toSorted((a, b) => b.count - a.count);

  return {
    get entries() {
      return entries;
    },
    add(item) {
      if (item.kind === "entry") addEntry(item.entry);
      else if (item.kind === "owner") owners.set(item.owner.name, item.owner);
      else if (item.kind === "warning") warnings.set(item.message, (warnings.get(item.message) ?? 0) + 1);
      else {
        const group = rejections.get(item.rejection.reason) ?? { count: 0, examples: [] };
        group.count++;
        if (group.examples.length < maxExamples) group.examples.push(item.rejection);
        rejections.set(item.rejection.reason, group);
      }
    },
    rejections: countRejections,
    result(options = {}) {
      const unsure = [...authors].filter(([, author]) => author.unsure > 0).map(([name]) => name);
      const found = findMe([...owners.values()], unsure);
      const names = new Set(options.me ?? found.names);
      const chosen = [...authors].reduce((sum, [name, { unsure: n }]) => sum + (names.has(name) ? n : 0), 0);
      return {
        source: [...sources].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "text",
        entries,
        own: certainOwn + chosen,
        firstSentAt: entries > undated ? first : null,
        lastSentAt: entries > undated ? last : null,
        undated,
        authors: [...authors]
          .map(([name, author]) => ({ name, entries: author.entries, samples: author.samples.items() }))
          .toSorted((a, b) => b.entries - a.entries),
        me: found,
        samples: samples.items().map((entry) => {
          const shown = { ...entry, text: entry.text.slice(0, maxSampleChars).toWellFormed() };
          return toLogEntry(shown, names, options.importId ?? "");
        }),
        rejections: countRejections(),
        warnings: listWarnings([...warnings.keys()]),
      };
    },
  };
}

/** [A1]–[A4] Certain when the format says so; likely when there is only one possibility; else the person is asked. */
function findMe(owners: readonly OwnerEvidence[], unsure: readonly string[]): FoundMe {
  const certain = owners.filter((owner) => owner.certainty === "certain");
  const likely = owners.filter((owner) => owner.certainty === "likely");
  const named = unsure.filter((name) => name !== unnamedAuthor);
  const evidence = owners.map((owner) => owner.evidence).join(" ");
  const names = owners.map((owner) => owner.name);
  if (unsure.length === 0 || (certain.length > 0 && named.length === unsure.length)) {
    return { names: names.length > 0 ? names : [unnamedAuthor], certainty: "certain", evidence: evidence || allYours };
  }
  if (likely.length > 0 || named.length === 0) {
    const unnamed = unsure.includes(unnamedAuthor) ? [unnamedAuthor] : [];
    return { names: [...names, ...unnamed], certainty: "likely", evidence: evidence || unnamedEvidence };
  }
  if (named.length === 1 && unsure.length === 1) {
    return { names: [...names, ...named], certainty: "likely", evidence: `Everything here is by “${named[0]}”.` };
  }
  const text =
    named.length === 1
      ? `Some entries here are by “${named[0]}”, and the files do not say whether that is you.`
      : `These files name ${named.length} authors and do not say which of them is you.`;
  return { names, certainty: "asked", evidence: text };
}

const allYours = "An X archive holds only its owner’s posts.";
const unnamedEvidence = "These files do not say who wrote them. Keep them only if all of it is your own writing.";

function listWarnings(messages: readonly string[]): readonly string[] {
  if (messages.length <= maxWarnings) return messages;
  return [...messages.slice(0, maxWarnings), `… and ${messages.length - maxWarnings} more remarks of this kind.`];
}
