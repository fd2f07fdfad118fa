/** What a page tells its service worker. */
export type PageMessage =
  /** The person wants the new version now. */
  | { readonly type: "take-over" }
  /** A page has just been opened: take over when no other page would be disturbed. */
  | { readonly type: "take-over-when-alone" };

/** What the service worker tells every page. */
export interface WorkerMessage {
  readonly type: "progress";
  readonly doneBytes: number;
  readonly totalBytes: number;
}
