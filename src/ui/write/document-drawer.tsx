import { Trash2, X } from "lucide-react";
import { Button } from "react-aria-components";
import { useStore } from "zustand";

import type { WrittenDocument } from "../../store/store.ts";
import { errorText, toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { formatSentAt } from "../parts/format.ts";
import { notify } from "../parts/toasts.tsx";
import { documentTitle } from "./document-title.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** The documents on this device, newest first: open, begin, delete (with undo). */
export function DocumentDrawer(properties: {
  readonly desk: WritingDesk;
  readonly onClose: () => void;
}): React.ReactElement {
  const { desk, onClose } = properties;
  const assistant = useAssistant();
  const documents = useAssistantState((state) => state.documents);
  const openId = useStore(desk.keeper.state, (state) => state.id);

  const remove = async (document: WrittenDocument): Promise<void> => {
    try {
      await assistant.documents.remove(document.id);
      notify(`“${documentTitle(document.text)}” was deleted.`, () => {
        void assistant.documents.put(document).catch((error: unknown) => {
          notify(errorText(toAssistantError(error).code).happened);
        });
      });
    } catch (error) {
      notify(errorText(toAssistantError(error).code).happened);
    }
  };

  return (
    <nav className="drawer" aria-label="Documents on this device">
      <div className="row spread">
        <h2>Documents</h2>
        <Button className="button bare icon" aria-label="Close the list of documents" onPress={onClose}>
          <X size={18} aria-hidden="true" />
        </Button>
      </div>
      {documents.length === 0 && <p className="quiet">What you write is kept here, on this device.</p>}
      <ul className="drawer-list">
        {documents
          .toSorted((a, b) => b.updatedAt - a.updatedAt)
          .map((document) => (
            <li key={document.id} className="drawer-item">
              <Button
                className="drawer-open"
                aria-current={document.id === openId}
                onPress={() => {
                  if (document.id !== openId) desk.open(document);
                  desk.view.focus();
                }}
              >
                <span className="book" dir="auto">
                  {documentTitle(document.text)}
                </span>
                <span className="quiet small">{formatSentAt(document.updatedAt, false)}</span>
              </Button>
              <Button
                className="button bare icon"
                aria-label={`Delete “${documentTitle(document.text)}”`}
                onPress={() => void remove(document)}
              >
                <Trash2 size={16} aria-hidden="true" />
              </Button>
            </li>
          ))}
      </ul>
    </nav>
  );
}
