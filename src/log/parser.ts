import type { LogEntry, LogSource } from "./log-entry.ts";
import type { Rejection } from "./rejection.ts";
import type { ProbedFile } from "./source-file.ts";

/** An entry as a parser gives it, before it is known which of the authors the person is. */
export interface ParsedEntry extends Omit<LogEntry, "importId" | "isExcluded" | "isOwn" | "author"> {
  /** Null when the format names nobody. */
  readonly author: string | null;
  /** Null when the format does not say; then the person is asked. */
  readonly isOwn: boolean | null;
}

/** How a parser knows who the person is. */
export interface OwnerEvidence {
  readonly name: string;
  readonly certainty: "certain" | "likely";
  /** Plain words: what in the files says so. */
  readonly evidence: string;
}

/** What a parser yields, one by one, in the order of the files. */
export type ParsedItem =
  | { readonly kind: "entry"; readonly entry: ParsedEntry }
  | { readonly kind: "rejection"; readonly rejection: Rejection }
  | { readonly kind: "owner"; readonly owner: OwnerEvidence }
  /** Something the person should know that costs no entry; counted when it comes again. */
  | { readonly kind: "warning"; readonly message: string };

export interface ParseContext {
  readonly signal: AbortSignal;
  /** Counts bytes of the files as they are read. */
  readonly onBytes: (bytes: number) => void;
  /** Tells that a file of an archive is damaged and ends here; what was read of it stands. */
  readonly onDamage: (path: string) => void;
}

/** Files of one export that belong together. */
export interface Dataset {
  readonly parser: LogParser;
  readonly files: readonly ProbedFile[];
}

/**
 * One export format. Claims the files it knows by manifest, path and header, and yields every record in them as an entry or
 * as a rejection; a damaged record never ends the reading. Rules: SPEC.md.
 */
export interface LogParser {
  readonly source: LogSource;
  /** For people, e.g. “X/Twitter archive”. */
  readonly title: string;
  /** Groups of files that are of this format; `taken` are those that no other format should look at. */
  claim(files: readonly ProbedFile[]): {
    readonly groups: readonly (readonly ProbedFile[])[];
    readonly taken: readonly ProbedFile[];
  };
  parse(files: readonly ProbedFile[], context: ParseContext): AsyncGenerator<ParsedItem, void, undefined>;
}

/** Wraps a rejection as an item. */
export function rejected(rejection: Rejection): ParsedItem {
  return { kind: "rejection", rejection };
}
