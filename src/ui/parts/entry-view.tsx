import type { ReactNode } from "react";

import type { LogEntry, LogSource } from "../../log/log-entry.ts";
import { formatSentAt } from "./format.ts";
import { MarkedText } from "./marked-text.tsx";

/** Names of the sources for people. */
export const sourceNames: Readonly<Record<LogSource, string>> = {
  x: "X",
  jsonl: "JSON lines",
  markdown: "Markdown",
  text: "Plain text",
  paste: "Pasted",
  sample: "Sample writer",
};

/** One log entry: its words in the book face, what is known of it beneath. */
export function EntryView(properties: {
  readonly entry: LogEntry;
  readonly matches?: readonly { readonly start: number; readonly end: number }[];
  readonly children?: ReactNode;
}): React.ReactElement {
  const { entry, matches = [], children } = properties;
  return (
    <article className={entry.isOwn ? "entry" : "entry others"}>
      {entry.context !== null && (
        <p className="entry-context" dir="auto">
          {entry.context}
        </p>
      )}
      <p className="entry-text" dir="auto">
        <MarkedText text={entry.text} matches={matches} />
      </p>
      <div className="entry-meta">
        {!entry.isOwn && (
          <span>
            by <bdi>{entry.author}</bdi>
          </span>
        )}
        <time>{formatSentAt(entry.sentAt, entry.isLocalTime)}</time>
        <span>{entry.register}</span>
        {entry.recipient !== null && (
          <span>
            to <bdi>{entry.recipient}</bdi>
          </span>
        )}
        <span>{sourceNames[entry.source]}</span>
        {entry.isExcluded && <span className="tag">excluded</span>}
      </div>
      {children}
    </article>
  );
}
