import { useState } from "react";
import { Button } from "react-aria-components";
import { useLocation } from "wouter";

import type { AssistantError } from "../../app/assistant.ts";
import { toAssistantError } from "../error-text.ts";
import { useUndoImport } from "../log/import-list.tsx";
import { useAssistant } from "../parts/assistant-context.ts";
import { Progress } from "../parts/controls.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { notify } from "../parts/toasts.tsx";
import { changeUiSettings } from "../parts/ui-settings.ts";
import { loadSample } from "./load-sample.ts";

/** What a newcomer sees: one sentence and two ways. */
export function FirstRun(): React.ReactElement {
  const assistant = useAssistant();
  const [, navigate] = useLocation();
  const undo = useUndoImport();
  const [fraction, setFraction] = useState<number | null | undefined>(undefined);
  const [error, setError] = useState<AssistantError | null>(null);

  const trySample = async (): Promise<void> => {
    setError(null);
    setFraction(null);
    try {
      const importId = await loadSample(assistant, setFraction);
      changeUiSettings({ isFirstRunDismissed: true });
      const key = window.matchMedia("(pointer: coarse)").matches ? "Accept" : "Tab";
      notify(`The sample writer is in your log. ${key} takes what is suggested.`, () => void undo(importId));
    } catch (thrown) {
      setError(toAssistantError(thrown));
    }
    setFraction(undefined);
  };

  return (
    <div className="room no-margin first-run">
      <div className="first-run-column">
        <h1 className="first-run-title" tabIndex={-1}>
          Selfsame reads what you have written, and then writes beside you in your own words,
          <span className="first-run-caret" aria-hidden="true" /> <em>on this device only.</em>
        </h1>
        {fraction !== undefined ? (
          <Progress label="Loading the sample writer" fraction={fraction} />
        ) : (
          <div className="row first-run-ways">
            <Button
              className="button big primary"
              onPress={() => {
                changeUiSettings({ isFirstRunDismissed: true });
                navigate("/log/add");
              }}
            >
              Add my history
            </Button>
            <Button className="button big" onPress={() => void trySample()}>
              Try with a sample writer
            </Button>
            <Button className="button bare big" onPress={() => changeUiSettings({ isFirstRunDismissed: true })}>
              Just write
            </Button>
          </div>
        )}
        {error !== null && <ErrorNote error={error} />}
        <p className="quiet first-run-note">
          Your history is an X archive, notes in Markdown or plain text, or JSON lines. The sample writer is a person
          who does not exist; undo it with one press.
        </p>
      </div>
    </div>
  );
}
