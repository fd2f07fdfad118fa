import { createRoot } from "react-dom/client";

import type { AssistantError } from "../app/assistant.ts";
import { ErrorNote } from "./parts/error-note.tsx";
import { Mark } from "./shell/mark.tsx";
import "./look/base.css";
import "./look/parts.css";
import "./look/shell.css";
import "./look/rooms.css";

/** Shows, in place of the app, why it could not begin; what was stored before is not touched. */
export function mountFailure(element: HTMLElement, error: AssistantError): void {
  createRoot(element).render(
    <main className="failure">
      <Mark />
      <h1 className="room-title">Selfsame could not begin</h1>
      <ErrorNote error={error}>
        <a className="button primary" href={import.meta.env.BASE_URL}>
          Try again
        </a>
      </ErrorNote>
    </main>,
  );
}
