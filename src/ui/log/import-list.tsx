import { useState } from "react";
import { Button } from "react-aria-components";

import type { ImportRecord } from "../../store/store.ts";
import { errorText, toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { AskDialog } from "../parts/ask-dialog.tsx";
import { sourceNames } from "../parts/entry-view.tsx";
import { count, formatDay, formatNumber } from "../parts/format.ts";
import { notify } from "../parts/toasts.tsx";
import { useImportTalk } from "./import-talk.ts";
import { useRunningImports } from "./use-running-imports.ts";

const unfinished: Readonly<Record<string, string>> = {
  here: "under way",
  elsewhere: "under way in another tab",
  interrupted: "interrupted; what was stored is kept. Import it again to complete it, or undo it.",
};

/** Every import, each with a way to take it back. */
export function ImportList(): React.ReactElement | null {
  const imports = useAssistantState((state) => state.imports);
  const isKeeping = useImportTalk((talk) => talk.phase === "keeping");
  const running = useRunningImports(imports.some((each) => each.finishedAt === null));
  const stateOf = (each: ImportRecord): "done" | "here" | "elsewhere" | "interrupted" => {
    if (each.finishedAt !== null) return "done";
    if (running === null ? !isKeeping : !running.has(each.id)) return "interrupted";
    return isKeeping ? "here" : "elsewhere";
  };
  const [asked, setAsked] = useState<ImportRecord | null>(null);
  const undo = useUndoImport();
  if (imports.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="imports-title">
      <h2 id="imports-title">Imports</h2>
      <ul className="imports">
        {imports
          .toSorted((a, b) => b.startedAt - a.startedAt)
          .map((each) => (
            <li key={each.id} className="imports-item">
              <div className="stack-tight">
                <span className="imports-title" dir="auto">
                  {each.title}
                </span>
                <span className="quiet small">
                  {sourceNames[each.source]}, {formatDay(each.startedAt)}:{" "}
                  {stateOf(each) === "done"
                    ? `${formatNumber(each.added)} added, ${formatNumber(each.known)} known, ${formatNumber(each.rejected)} left out`
                    : unfinished[stateOf(each)]}
                </span>
              </div>
              {stateOf(each) !== "here" && (
                <Button
                  className="button bare"
                  aria-label={`Undo the import of ${each.title}`}
                  onPress={() => setAsked(each)}
                >
                  Undo
                </Button>
              )}
            </li>
          ))}
      </ul>
      <AskDialog title="Undo this import?" role="alertdialog" isOpen={asked !== null} onClose={() => setAsked(null)}>
        <p>
          The entries that “{asked?.title}” brought are removed from this device, with everything derived from them. The
          file itself is not touched; you can import it again.
        </p>
        <div className="row">
          <Button
            className="button primary"
            onPress={() => {
              if (asked !== null) void undo(asked.id);
              setAsked(null);
            }}
          >
            Undo the import
          </Button>
          <Button className="button" onPress={() => setAsked(null)}>
            Keep it
          </Button>
        </div>
      </AskDialog>
    </section>
  );
}

/** Takes an import back and says how many entries went. */
export function useUndoImport(): (importId: string) => Promise<void> {
  const assistant = useAssistant();
  return async (importId) => {
    try {
      const { removed } = await assistant.imports.undo(importId);
      notify(`${count(removed, "entry was", "entries were")} removed.`);
    } catch (error) {
      notify(errorText(toAssistantError(error).code).happened);
    }
  };
}
