import { useEffect, useState } from "react";
import { Button } from "react-aria-components";

import type { AssistantError } from "../../app/assistant.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant } from "../parts/assistant-context.ts";
import { AskDialog } from "../parts/ask-dialog.tsx";
import { EntryView } from "../parts/entry-view.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { notify } from "../parts/toasts.tsx";
import { useExclude } from "../parts/use-exclude.ts";

const aroundMs = 7 * 24 * 3600 * 1000;
const neighbours = 3;

interface Opened {
  readonly entry: LogEntry;
  readonly before: readonly LogEntry[];
  readonly after: readonly LogEntry[];
}

/** One entry among what was written in the days around it; exclude it or delete it for good. */
export function EntryDialog(properties: {
  readonly id: string | null;
  readonly onClose: () => void;
}): React.ReactElement {
  const { id, onClose } = properties;
  return (
    <AskDialog title="Entry" isOpen={id !== null} onClose={onClose}>
      {id !== null && <EntryInContext key={id} id={id} onClose={onClose} />}
    </AskDialog>
  );
}

function EntryInContext(properties: { readonly id: string; readonly onClose: () => void }): React.ReactElement {
  const { id, onClose } = properties;
  const assistant = useAssistant();
  const { exclude, include } = useExclude();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const [isAsking, setAsking] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const [entry] = await assistant.log.get([id]);
      if (entry === undefined || !isCurrent) return;
      setOpened({ entry, before: [], after: [] });
      if (entry.sentAt === null) return;
      const [before, after] = await Promise.all([
        assistant.log.find({ from: entry.sentAt - aroundMs, to: entry.sentAt, order: "newest", limit: neighbours }),
        assistant.log.find({ from: entry.sentAt, to: entry.sentAt + aroundMs, order: "oldest", limit: neighbours + 1 }),
      ]);
      if (!isCurrent) return;
      const others = (entries: readonly LogEntry[]): LogEntry[] => entries.filter((each) => each.id !== entry.id);
      setOpened({
        entry,
        before: others(before.entries).toReversed(),
        after: others(after.entries).slice(0, neighbours),
      });
    };
    read().catch((thrown: unknown) => isCurrent && setError(toAssistantError(thrown)));
    return () => {
      isCurrent = false;
    };
  }, [assistant, id]);

  const remove = async (entry: LogEntry): Promise<void> => {
    try {
      await assistant.log.remove([entry.id]);
      notify("The entry was deleted, with everything that was derived from it.");
      onClose();
    } catch (thrown) {
      setError(toAssistantError(thrown));
    }
  };

  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {opened !== null && (
        <>
          <div className="context-entries">
            {opened.before.map((entry) => (
              <EntryView key={entry.id} entry={entry} />
            ))}
            <div className="context-this">
              <EntryView entry={opened.entry} />
            </div>
            {opened.after.map((entry) => (
              <EntryView key={entry.id} entry={entry} />
            ))}
          </div>
          {isAsking ? (
            <div className="note trouble stack-tight" role="alert">
              <strong>Delete this entry for good?</strong>
              <span>
                It cannot be brought back, except by importing it again. Excluding keeps it in your log, and nothing
                rests on it.
              </span>
              <div className="row">
                <Button className="button primary" onPress={() => void remove(opened.entry)}>
                  Delete for good
                </Button>
                <Button className="button" onPress={() => setAsking(false)}>
                  Keep it
                </Button>
              </div>
            </div>
          ) : (
            <div className="row">
              <Button className="button primary" onPress={onClose}>
                Close
              </Button>
              <Button
                className="button"
                onPress={() => {
                  if (opened.entry.isExcluded) include(opened.entry);
                  else exclude(opened.entry);
                  onClose();
                }}
              >
                {opened.entry.isExcluded ? "Include again" : "Exclude"}
              </Button>
              <Button className="button bare" onPress={() => setAsking(true)}>
                Delete…
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
