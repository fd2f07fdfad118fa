import type { LogEntry, LogSource } from "../log/log-entry.ts";

/** One reason why something in a file did not become an entry. */
export interface RejectionGroup {
  /** Stable name, e.g. `retweet`, `broken-json`, `empty-text`. */
  readonly reason: string;
  /** Plain words. */
  readonly message: string;
  readonly count: number;
  /** The first few, with the place in the file and a short excerpt. */
  readonly examples: readonly { readonly place: string; readonly excerpt: string }[];
}

export interface AuthorCount {
  readonly name: string;
  readonly entries: number;
  /** A few of this author's texts, so that the person recognises themselves. */
  readonly samples: readonly string[];
}

/** What was found in the files; nothing is stored yet. */
export interface ImportPreview {
  readonly id: string;
  readonly source: LogSource;
  readonly title: string;
  readonly entries: number;
  readonly firstSentAt: number | null;
  readonly lastSentAt: number | null;
  readonly undated: number;
  readonly authors: readonly AuthorCount[];
  /** Who “I” am, as far as the format says. `certain`: do not ask. `asked`: the person must choose. */
  readonly me: {
    readonly names: readonly string[];
    readonly certainty: "certain" | "likely" | "asked";
    readonly evidence: string;
  };
  readonly samples: readonly LogEntry[];
  readonly rejections: readonly RejectionGroup[];
  readonly warnings: readonly string[];
}

export interface ImportProgress {
  readonly step: "reading" | "storing";
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly entries: number;
}

export interface ImportOutcome {
  readonly importId: string;
  readonly added: number;
  readonly known: number;
  readonly rejections: readonly RejectionGroup[];
}

/** What is to be imported: files of one export, pasted text, or the sample writer that ships with the app. */
export type ImportInput =
  | { readonly kind: "files"; readonly files: readonly File[] }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "sample" };

export interface ImportCallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** The import doctor's counter: look first, keep then, undo at any time. Errors carry a `code`; see docs/degradation.md. */
export interface ImportDesk {
  /** Reads everything once, in a worker, and stores nothing. */
  preview(input: ImportInput, options?: ImportCallOptions): Promise<ImportPreview>;
  /** Stores what was previewed, in batches; a cancel keeps the batches that are done, and the import can be undone. */
  keep(
    previewId: string,
    choice: { readonly me: readonly string[] },
    options?: ImportCallOptions,
  ): Promise<ImportOutcome>;
  discard(previewId: string): Promise<void>;
  undo(importId: string): Promise<{ readonly removed: number }>;
}
