import { useState } from "react";
import { Button, Form, Input, Label, TextField } from "react-aria-components";
import { useLocation } from "wouter";

import type { AssistantError } from "../../app/assistant.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { AskDialog } from "../parts/ask-dialog.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { count } from "../parts/format.ts";
import { notify } from "../parts/toasts.tsx";
import { resetUiSettings } from "../parts/ui-settings.ts";
import { beginDocument } from "../write/open-document.ts";

const word = "forget";

/** Removes everything from this device, after a word that nobody types by accident. */
export function ForgetEverything(): React.ReactElement {
  const assistant = useAssistant();
  const [, navigate] = useLocation();
  const entries = useAssistantState((state) => state.log?.entries ?? 0);
  const documents = useAssistantState((state) => state.documents.length);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AssistantError | null>(null);
  const isSure = typed.trim().toLowerCase() === word;

  const forget = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      beginDocument({ text: "" });
      await assistant.forgetEverything();
      resetUiSettings();
      setOpen(false);
      notify("Everything was forgotten.");
      navigate("/write");
    } catch (thrown) {
      setError(toAssistantError(thrown));
    }
    setBusy(false);
    setTyped("");
  };

  return (
    <section className="section" aria-labelledby="forget-title">
      <h2 id="forget-title">Forget everything</h2>
      <p>
        Removes the log, the documents, the settings and all that was learnt from this device. There is no way back,
        unless you still have the files you imported.
      </p>
      <div>
        <Button className="button" onPress={() => setOpen(true)}>
          Forget everything…
        </Button>
      </div>
      <AskDialog title="Forget everything?" role="alertdialog" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>
          {count(entries, "entry", "entries")} and {count(documents, "document", "documents")} will be gone from this
          device, at once and for good.
        </p>
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (isSure) void forget();
          }}
        >
          <TextField className="field" value={typed} onChange={setTyped} autoComplete="off">
            <Label className="field-label">Type “{word}” to go on</Label>
            <Input className="input" />
          </TextField>
          {error !== null && <ErrorNote error={error} />}
          <div className="row">
            <Button className="button primary" type="submit" isDisabled={!isSure || isBusy}>
              Forget everything
            </Button>
            <Button className="button" onPress={() => setOpen(false)}>
              Keep everything
            </Button>
          </div>
        </Form>
      </AskDialog>
    </section>
  );
}
