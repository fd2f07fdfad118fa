import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import type { Assistant } from "../app/assistant.ts";
import type { Offline } from "../service-worker/register.ts";
import { AppFrame } from "./shell/app-frame.tsx";
import { AssistantContext } from "./parts/assistant-context.ts";
import { OfflineContext } from "./parts/offline-context.ts";
import { loadUiSettings } from "./parts/ui-settings.ts";
import { setSeed } from "./parts/seed.ts";
import "./look/base.css";
import "./look/parts.css";
import "./look/shell.css";
import "./look/write.css";
import "./look/rooms.css";

export interface MountOptions {
  /** Makes every suggestion and draft repeat itself. Without it, `?seed=` of the address, else a fresh one per page. */
  readonly seed?: number | undefined;
  /** The service worker's side; absent while developing. */
  readonly offline?: Offline | undefined;
}

/*
 * [Note: styles at run time] The content security policy allows style sheets of the origin and nothing else. react-aria
 * writes one <style> element when the first thing that can be pressed appears, unless an element with its id is there;
 * its one rule stands in look/base.css instead.
 */
function keepOutRuntimeStyles(): void {
  const id = "react-aria-pressable-style";
  if (document.getElementById(id) !== null) return;
  const placeholder = document.createElement("meta");
  placeholder.id = id;
  document.head.append(placeholder);
}

/** Shows the app in an element; the assistant is everything that it can do. */
export function mountApp(element: HTMLElement, assistant: Assistant, options: MountOptions = {}): void {
  keepOutRuntimeStyles();
  setSeed(options.seed ?? new URLSearchParams(window.location.search).get("seed"));
  const root = createRoot(element);
  void loadUiSettings(assistant).then(() =>
    root.render(
      <StrictMode>
        <AssistantContext value={assistant}>
          <OfflineContext value={options.offline}>
            <AppFrame />
          </OfflineContext>
        </AssistantContext>
      </StrictMode>,
    ),
  );
}
