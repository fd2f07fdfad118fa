import { EyeOff, Eye, Maximize2 } from "lucide-react";
import { useEffect } from "react";
import { Button } from "react-aria-components";

import type { LogEntry } from "../../log/log-entry.ts";
import { EntryView } from "../parts/entry-view.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { count } from "../parts/format.ts";
import { announce } from "../parts/live.tsx";
import { useExclude } from "../parts/use-exclude.ts";
import type { Entries } from "./use-entries.ts";

/** The entries of the log, newest first, a page at a time. */
export function EntryList(properties: {
  readonly entries: Entries;
  readonly isFiltered: boolean;
  readonly onOpen: (id: string) => void;
}): React.ReactElement {
  const { entries, hasMore, isLoading, error, more } = properties.entries;
  const found = entries?.length ?? null;

  useEffect(() => {
    if (found !== null && properties.isFiltered) {
      announce(
        found === 0 ? "No entry matches." : `${count(found, "entry", "entries")} shown${hasMore ? ", and more" : ""}.`,
      );
    }
  }, [found, hasMore, properties.isFiltered]);

  if (error !== null) return <ErrorNote error={error} />;
  if (entries === null) return <p className="quiet">Reading…</p>;
  if (entries.length === 0) return <p className="quiet">No entry matches.</p>;
  return (
    <>
      <ol className="entries" aria-label="Entries" aria-busy={isLoading}>
        {entries.map((entry) => (
          <li key={entry.id} className={entry.isExcluded ? "entries-item out" : "entries-item"}>
            <EntryView entry={entry} />
            <EntryActions entry={entry} onOpen={() => properties.onOpen(entry.id)} />
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button className="button" isDisabled={isLoading} onPress={more}>
          Show more
        </Button>
      )}
    </>
  );
}

function EntryActions(properties: { readonly entry: LogEntry; readonly onOpen: () => void }): React.ReactElement {
  const { entry, onOpen } = properties;
  const { exclude, include } = useExclude();
  return (
    <div className="entries-actions">
      <Button className="button bare icon" aria-label="Open entry" onPress={onOpen}>
        <Maximize2 size={16} aria-hidden="true" />
      </Button>
      {entry.isExcluded ? (
        <Button className="button bare icon" aria-label="Include entry again" onPress={() => include(entry)}>
          <Eye size={17} aria-hidden="true" />
        </Button>
      ) : (
        <Button className="button bare icon" aria-label="Exclude entry" onPress={() => exclude(entry)}>
          <EyeOff size={17} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
