/** Stable names of what can go wrong with an import as a whole; a single bad record is a `Rejection` instead. */
export type ImportErrorCode =
  | "nothing-chosen"
  | "empty"
  | "unrecognised"
  | "mislabelled"
  | "unreadable"
  | "zip-damaged"
  | "zip-encrypted"
  | "zip-unsafe"
  | "too-many-files"
  | "nothing-to-keep"
  | "unknown-author"
  | "not-previewed"
  | "sample-missing"
  | "worker-died"
  | "failed";

/** An import that cannot go on; `message` is written for the person and says what to do. */
export class ImportError extends Error {
  override readonly name = "ImportError";
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
