import { useCallback, useEffect, useRef, useState } from "react";

import type { AssistantError } from "../../app/assistant.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { toEntryQuery } from "./log-query.ts";
import type { LogQuery } from "./log-query.ts";

const pageSize = 50;
const typingMs = 150;

export interface Entries {
  /** Null until the first page is there. */
  readonly entries: readonly LogEntry[] | null;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: AssistantError | null;
  readonly more: () => void;
}

/** The entries that match a query, page by page; follows changes of the log. */
export function useEntries(query: LogQuery): Entries {
  const assistant = useAssistant();
  const summary = useAssistantState((state) => state.log);
  const [entries, setEntries] = useState<readonly LogEntry[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<AssistantError | null>(null);
  const turn = useRef(0);
  const shown = useRef(pageSize);

  const load = useCallback(
    async (from: string | undefined, limit: number) => {
      turn.current += 1;
      const mine = turn.current;
      setLoading(true);
      try {
        const page = await assistant.log.find(toEntryQuery(query, limit, from));
        if (turn.current !== mine) return;
        setEntries((before) => (from === undefined ? page.entries : [...(before ?? []), ...page.entries]));
        setCursor(page.nextCursor);
        setError(null);
      } catch (thrown) {
        if (turn.current === mine) setError(toAssistantError(thrown));
      } finally {
        if (turn.current === mine) setLoading(false);
      }
    },
    [assistant, query],
  );

  useEffect(() => {
    shown.current = pageSize;
  }, [query]);

  // The summary is a new object after every change of the log: what is shown is then read again, as far as it was shown.
  useEffect(() => {
    const timer = setTimeout(() => void load(undefined, shown.current), typingMs);
    return () => clearTimeout(timer);
  }, [load, summary]);

  return {
    entries,
    hasMore: cursor !== null,
    isLoading,
    error,
    more: () => {
      if (cursor === null) return;
      shown.current += pageSize;
      void load(cursor, pageSize);
    },
  };
}
