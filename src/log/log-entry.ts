/** Where log entries come from: the export formats that the log knows. */
export type LogSource = "x" | "jsonl" | "markdown" | "text" | "paste" | "sample";

/**
 * One thing that somebody wrote, as it was imported; never edited afterwards.
 * `text` is raw: casing, typos and line breaks are style. It is data, never markup.
 */
export interface LogEntry {
  /** Stable over imports: source and the platform's own id, or a hash of the content. Importing twice changes nothing. */
  readonly id: string;
  readonly source: LogSource;
  /** The import that brought it first. */
  readonly importId: string;
  /** Name or handle as the export gives it. */
  readonly author: string;
  /** Whether the person whose log this is wrote it. Others' words are context, never persona. */
  readonly isOwn: boolean;
  /** Milliseconds since the epoch, UTC; null when the export has no date. */
  readonly sentAt: number | null;
  /** True when the export gave a time without a zone, read as if it were UTC. */
  readonly isLocalTime: boolean;
  /** How and to whom: `post`, `reply`, `message`, `email`, `diary`, `chat`, `note`, … as short lower-case words. */
  readonly register: string;
  /** To whom it was written (a handle, a channel), where the export says. */
  readonly recipient: string | null;
  readonly text: string;
  /** What was answered, or a title or topic; null when there is none. */
  readonly context: string | null;
  /** Set by the person: stays in the log, but is no evidence for anything. */
  readonly isExcluded: boolean;
}
