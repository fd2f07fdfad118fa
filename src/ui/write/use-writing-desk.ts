import { useEffect, useRef, useState } from "react";

import type { WrittenDocument } from "../../store/store.ts";
import { useAssistant } from "../parts/assistant-context.ts";
import { uiSettings } from "../parts/ui-settings.ts";
import { documentRequests } from "./open-document.ts";
import { WritingDesk } from "./writing-desk.ts";

/** Builds the writing desk in `host` once, and keeps it in step with the store, other rooms and other tabs. */
export function useWritingDesk(): {
  readonly host: React.RefObject<HTMLDivElement | null>;
  readonly desk: WritingDesk | null;
} {
  const assistant = useAssistant();
  const host = useRef<HTMLDivElement>(null);
  const [desk, setDesk] = useState<WritingDesk | null>(null);

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = new WritingDesk(host.current, assistant);
    setDesk(made);
    let wasSeen = false;
    let isChosen = false;

    const follow = (documents: readonly WrittenDocument[]): void => {
      const { id } = made.keeper.state.getState();
      const stored = documents.find((document) => document.id === id);
      if (stored !== undefined) {
        wasSeen = true;
        const isNewer = stored.updatedAt > made.keeper.updatedAt && !made.keeper.isDirty;
        if (isNewer && stored.text !== made.text) made.open(stored);
      } else if (wasSeen) {
        // It was deleted, here or in another tab: the next save must not bring it back.
        wasSeen = false;
        made.open(null);
      } else if (!isChosen && made.text === "" && documents.length > 0) {
        isChosen = true;
        const { openDocumentId } = uiSettings.getState();
        const newest = documents.toSorted((a, b) => b.updatedAt - a.updatedAt)[0] ?? null;
        made.open(documents.find((document) => document.id === openDocumentId) ?? newest);
        wasSeen = true;
      }
    };

    const answer = (): void => {
      const { request } = documentRequests.getState();
      if (request === null) return;
      documentRequests.setState({ request: null });
      isChosen = true;
      wasSeen = false;
      if (request.kind === "new") {
        made.open(null, request.text);
        // The editor is hidden while the first run is on the sheet: it can take the focus only after this turn.
        setTimeout(() => {
          made.view.focus();
          made.askIfQuiet();
        });
      } else {
        const document = assistant.state.getState().documents.find((each) => each.id === request.id);
        if (document !== undefined) made.open(document);
      }
    };

    const stops = [
      documentRequests.subscribe(answer),
      assistant.state.subscribe((now, before) => {
        if (now.documents !== before.documents) follow(now.documents);
        const wasReady = before.persona.phase === "ready" && before.engine.phase === "ready";
        const isReady =
          now.persona.phase === "ready" && (now.engine.phase === "ready" || before.persona.phase !== "ready");
        if (isReady && !wasReady) made.askIfQuiet();
      }),
    ];
    follow(assistant.state.getState().documents);
    answer();
    const flush = (): void => void made.keeper.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
      made.destroy();
      setDesk(null);
    };
  }, [assistant]);

  return { host, desk };
}
