import type { LogSource } from "../../log/log-entry.ts";
import type { ChosenFile } from "../../log/open-sources.ts";
import type { ImportOutcome, ImportPreview, ImportProgress } from "../import-desk.ts";

/** Files to read; the worker keeps nothing between calls, so that it may be ended at any time. */
export interface ImportMaterial {
  readonly files: readonly ChosenFile[];
  readonly title: string;
  /** Source of every entry, for pasted text and the sample writer; else the format's own. */
  readonly as: LogSource | null;
}

/** The methods of the import worker. */
export interface ImportContract {
  /** Reads everything, stores nothing. */
  readonly preview: {
    readonly params: ImportMaterial & { readonly id: string };
    readonly result: ImportPreview;
    readonly event: ImportProgress;
  };
  /** Reads everything again and stores it in batches. */
  readonly keep: {
    readonly params: ImportMaterial & {
      readonly importId: string;
      readonly source: LogSource;
      readonly me: readonly string[];
      /** Name of the database; the app's own when null. */
      readonly storeName: string | null;
    };
    readonly result: ImportOutcome;
    readonly event: ImportProgress;
  };
  /** Ends a `keep` after the batch that is being written; the `keep` then rejects with an `AbortError`. */
  readonly stop: { readonly params: { readonly importId: string }; readonly result: null; readonly event: never };
  /** Takes a Web Lock and holds it until the worker is gone, so that its death is noticed whatever the reason was. */
  readonly watch: { readonly params: { readonly lockName: string }; readonly result: null; readonly event: never };
}
