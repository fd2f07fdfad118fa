import type { OwnText } from "../../engine/engine.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import type { StyleReport } from "../../stylometry/judge-style.ts";
import type { Evidence } from "../assistant.ts";

/** How far the person's own model has been built. */
export type PersonaStatus =
  | { readonly phase: "empty" }
  | { readonly phase: "building"; readonly done: number; readonly total: number }
  | {
      readonly phase: "ready";
      readonly ownEntries: number;
      readonly words: number;
      /** Grows with each change of the entries: whatever was derived from an older one is stale. */
      readonly revision: number;
    };

export interface PersonaSuggestion {
  /** Raw: to be tidied for the place where it is to stand. */
  readonly text: string;
  /** Probability of the first word, 0–1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

export interface SuggestOptions {
  readonly threshold: number;
  readonly continueThreshold?: number | undefined;
  /** Texts begin as others of this register do. */
  readonly register: string;
}

/** A stretch of an own entry that may go into a prompt. */
export interface PersonaPassage extends Evidence {
  readonly start: number;
  readonly end: number;
}

/** By what is being written (`textBefore`), or by a topic and what somebody said; neither: the latest ones. */
export interface PassageRequest {
  readonly textBefore?: string | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly register: string;
  readonly limit: number;
  /** An entry that must not be found: the one that is looked at. */
  readonly exceptId?: string | undefined;
}

/** An own entry that a text has words in common with. */
export interface SharedEntry extends Evidence {
  /** Words of the longest run that both have in common. */
  readonly longestRun: number;
}

/** Own entries, the newest of their kind, with an earlier one before each: to measure what is usual. */
export interface OwnSample {
  readonly entryId: string;
  readonly register: string;
  readonly text: string;
}

/** What is known of the person, wherever it is kept: in this thread or in a worker. Excluded entries are in none of it. */
export interface PersonaService {
  /** The first word at least as likely as `threshold`; more words while all together stay as likely as `continueThreshold`. */
  suggest(textBefore: string, options: SuggestOptions): Promise<PersonaSuggestion | null>;
  /** Entries that literally went on from this text like this, most alike first. */
  findContinuations(textBefore: string, continuation: string, limit: number): Promise<readonly Evidence[]>;
  findPassages(request: PassageRequest): Promise<readonly PersonaPassage[]>;
  /** Entries that share runs of at least three words with the text, longest run first. */
  findShared(text: string, limit: number): Promise<readonly SharedEntry[]>;
  judgeStyle(text: string, register: string): Promise<StyleReport>;
  /** Distance alone, faster: for ranking. */
  styleDistance(text: string, register: string): Promise<number | null>;
  /** All own entries, oldest first: for `Engine.personalise`. */
  ownTexts(): Promise<readonly OwnText[]>;
  /** Up to `limit` own entries from the latest fifth, evenly spread. */
  sampleOwn(limit: number): Promise<readonly OwnSample[]>;
}

/** The entry as evidence without any marked place. */
export function asEvidence(entry: LogEntry, score: number): Evidence {
  return { entry, score, matches: [] };
}
