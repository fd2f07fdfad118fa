import { FilePlus, PanelLeft, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, Modal, ModalOverlay, Dialog } from "react-aria-components";
import { useStore } from "zustand";

import { useIsNarrow } from "../parts/use-media.ts";
import { useUiSetting } from "../parts/ui-settings.ts";
import { DocumentDrawer } from "./document-drawer.tsx";
import { MarginTabs } from "./margin-tabs.tsx";
import type { MarginView } from "./margin-tabs.tsx";
import { PrintCopy } from "./print-copy.tsx";
import { SavedNote } from "./saved-note.tsx";
import { SuggestionBar } from "./suggestion-bar.tsx";
import { useWritingDesk } from "./use-writing-desk.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** Write: the documents, the editor, and the margin with Draft, Critique and Why. */
export function WriteRoom(properties: { readonly isOpen: boolean }): React.ReactElement {
  const { isOpen } = properties;
  const { host, desk } = useWritingDesk();
  const [hasDrawer, setDrawer] = useState(false);
  const underline = useUiSetting("underlineProvenance");

  useEffect(() => {
    if (desk === null) return;
    desk.setOpen(isOpen);
  }, [desk, isOpen]);

  useEffect(() => {
    desk?.view.dom.classList.toggle("shows-provenance", underline);
  }, [desk, underline]);

  return (
    <div className={hasDrawer ? "room write with-drawer" : "room write"} hidden={!isOpen}>
      <h1 className="visually-hidden" tabIndex={-1}>
        Write
      </h1>
      {hasDrawer && desk !== null && <DocumentDrawer desk={desk} onClose={() => setDrawer(false)} />}
      <section className="write-main" aria-label="Document">
        <div className="write-bar">
          <Button
            className="button bare icon"
            aria-label="Documents"
            aria-expanded={hasDrawer}
            onPress={() => setDrawer(!hasDrawer)}
          >
            <PanelLeft size={19} strokeWidth={1.75} aria-hidden="true" />
          </Button>
          <Button
            className="button bare icon"
            aria-label="New document"
            onPress={() => {
              desk?.open(null);
              desk?.view.focus();
            }}
          >
            <FilePlus size={19} strokeWidth={1.75} aria-hidden="true" />
          </Button>
          {desk !== null && <Title desk={desk} />}
          {desk !== null && <SavedNote desk={desk} />}
          <Button className="button bare icon only-wide" aria-label="Print the document" onPress={() => window.print()}>
            <Printer size={18} strokeWidth={1.75} aria-hidden="true" />
          </Button>
        </div>
        <div className="editor-host" ref={host} data-testid="editor" />
        {desk !== null && <SuggestionBar desk={desk} />}
      </section>
      {desk !== null && <WriteMargin desk={desk} isOpen={isOpen} />}
      {desk !== null && isOpen && <PrintCopy desk={desk} />}
    </div>
  );
}

function Title(properties: { readonly desk: WritingDesk }): React.ReactElement {
  const title = useStore(properties.desk.state, (state) => state.title);
  return (
    <span className="write-title">
      <bdi>{title}</bdi>
    </span>
  );
}

/** Beside the text on wide screens; on phones a sheet that is drawn up from the bottom. */
function WriteMargin(properties: { readonly desk: WritingDesk; readonly isOpen: boolean }): React.ReactElement {
  const isNarrow = useIsNarrow();
  const [drawn, setDrawn] = useState<MarginView | null>(null);
  const [view, setView] = useState<MarginView>("draft");
  const { desk, isOpen } = properties;
  return (
    <MarginTabs.Provider desk={desk} close={() => setDrawn(null)}>
      {isNarrow ? (
        <div className="margin-pulls">
          {(["draft", "critique", "why"] as const).map((each) => (
            <Button
              key={each}
              className="button"
              onPress={() => {
                setView(each);
                setDrawn(each);
              }}
            >
              {each === "draft" ? "Draft" : each === "critique" ? "Critique" : "Why"}
            </Button>
          ))}
          <ModalOverlay
            className="veil bottom"
            isDismissable
            isOpen={drawn !== null && isOpen}
            onOpenChange={(open) => !open && setDrawn(null)}
          >
            <Modal className="bottom-sheet">
              <Dialog className="bottom-dialog" aria-label="Margin">
                <MarginTabs view={view} onView={setView} />
                <Button className="button bottom-close" onPress={() => setDrawn(null)}>
                  Back to the text
                </Button>
              </Dialog>
            </Modal>
          </ModalOverlay>
        </div>
      ) : (
        <aside className="margin write-margin" aria-label="Margin">
          <MarginTabs view={view} onView={setView} />
        </aside>
      )}
    </MarginTabs.Provider>
  );
}
