import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { Link, useLocation } from "wouter";

import { useAssistant } from "../parts/assistant-context.ts";
import { Details, Progress } from "../parts/controls.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { count } from "../parts/format.ts";
import { Room } from "../parts/room.tsx";
import { notify } from "../parts/toasts.tsx";
import { Found } from "./found.tsx";
import { useUndoImport } from "./import-list.tsx";
import { keep, look, startOver, stopImport, useImportTalk } from "./import-talk.ts";
import { Offer } from "./offer.tsx";
import { Rejections } from "./rejections.tsx";

/** The import doctor as a conversation: what have you got – this is what I found – who is you? – kept. */
export function AddHistory(): React.ReactElement {
  const assistant = useAssistant();
  const [, navigate] = useLocation();
  const talk = useImportTalk((state) => state);
  const undo = useUndoImport();
  const conversation = useConversationFocus(talk.phase);
  const again = (): void => startOver(assistant);
  return (
    <Room
      title="Add history"
      marginLabel="How it works"
      margin={
        <>
          <Link href="/log">Back to the log</Link>
          <Help />
        </>
      }
    >
      <div className="talk" ref={conversation}>
        {talk.phase === "asking" && (
          <>
            {talk.notice !== undefined && <p className="note">{talk.notice}</p>}
            <Offer onInput={(input) => void look(assistant, input)} />
          </>
        )}
        {talk.phase === "reading" && (
          <div className="stack">
            <p className="says" tabIndex={-1}>
              Let me look at it. Nothing is stored yet.
            </p>
            <Progress
              label="Reading"
              fraction={talk.fraction}
              {...(talk.entries > 0 ? { detail: `${count(talk.entries, "entry", "entries")} so far` } : {})}
            />
            <div>
              <Button className="button" onPress={stopImport}>
                Stop
              </Button>
            </div>
          </div>
        )}
        {talk.phase === "found" && (
          <Found preview={talk.preview} onKeep={(me) => void keep(assistant, talk.preview, me)} onCancel={again} />
        )}
        {talk.phase === "keeping" && (
          <div className="stack">
            <p className="says" tabIndex={-1}>
              I am keeping them on this device. You may go and write meanwhile.
            </p>
            <Progress
              label="Keeping"
              fraction={talk.fraction}
              {...(talk.entries > 0 ? { detail: count(talk.entries, "entry", "entries") } : {})}
            />
            <div>
              <Button className="button" onPress={stopImport}>
                Stop
              </Button>
            </div>
          </div>
        )}
        {talk.phase === "done" && (
          <div className="stack">
            <p className="says" tabIndex={-1}>
              Done. {count(talk.outcome.added, "entry was", "entries were")} added
              {talk.outcome.known > 0 ? `, ${count(talk.outcome.known, "was", "were")} already here` : ""}.
            </p>
            <div className="row">
              <Button
                className="button primary"
                onPress={() => {
                  again();
                  navigate("/write");
                }}
              >
                Write
              </Button>
              <Button className="button" onPress={again}>
                Add more
              </Button>
              <Button
                className="button bare"
                onPress={() => {
                  again();
                  void undo(talk.outcome.importId);
                }}
              >
                Undo
              </Button>
            </div>
            <Rejections groups={talk.outcome.rejections} />
          </div>
        )}
        {talk.phase === "failed" && (
          <div className="stack">
            <p className="says" tabIndex={-1}>
              {talk.during === "reading" ? "I could not read it." : "I could not keep all of it."}
            </p>
            <ErrorNote error={talk.error}>
              <Button className="button primary" onPress={again}>
                Choose again
              </Button>
            </ErrorNote>
          </div>
        )}
      </div>
      {talk.phase === "asking" && <SampleOffer />}
    </Room>
  );
}

/** Each turn of the conversation takes the focus, since the button that led to it is gone. */
function useConversationFocus(phase: string): React.RefObject<HTMLDivElement | null> {
  const conversation = useRef<HTMLDivElement>(null);
  const last = useRef(phase);
  useEffect(() => {
    if (last.current !== phase) conversation.current?.querySelector<HTMLElement>(".says")?.focus();
    last.current = phase;
  }, [phase]);
  return conversation;
}

function SampleOffer(): React.ReactElement {
  const assistant = useAssistant();
  const [isBusy, setBusy] = useState(false);
  return (
    <p className="quiet sample-offer">
      Nothing at hand?{" "}
      <Button
        className="button bare"
        isDisabled={isBusy}
        onPress={() => {
          setBusy(true);
          look(assistant, { kind: "sample" })
            .catch(() => notify("The sample writer could not be read."))
            .finally(() => setBusy(false));
        }}
      >
        Look at the sample writer
      </Button>
    </p>
  );
}

function Help(): React.ReactElement {
  return (
    <div className="stack">
      <h2>How it works</h2>
      <p className="quiet">
        Everything is read in this tab and kept in this browser. Importing the same file twice changes nothing, and
        every import can be undone.
      </p>
      <Details title="Where do I get my X archive?">
        <p className="quiet">
          On X: Settings, Your account, Download an archive of your data. After a day or so you get a ZIP file. Choose
          that file here as it is.
        </p>
      </Details>
      <Details title="Notes, diaries, Markdown">
        <p className="quiet">
          Choose single files or a whole folder. Headings and dates in the text or in the file names are used where they
          are clear.
        </p>
      </Details>
      <Details title="JSON lines">
        <p className="quiet">
          One JSON object a line, each with a text; author, time, and what it answered are used where they are given.
        </p>
      </Details>
    </div>
  );
}
