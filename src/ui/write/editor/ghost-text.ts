import type { Extension } from "@codemirror/state";

import { ghostDriver } from "./ghost-driver.ts";
import type { GhostOptions } from "./ghost-driver.ts";
import { ghostKeys } from "./ghost-keys.ts";
import { ghostField } from "./ghost-state.ts";
import { provenance } from "./provenance.ts";

/** Ghost text for a CodeMirror editor: shown after the caret, taken whole or by words, refused, typed through. */
export function ghostText(options: GhostOptions): Extension {
  return [provenance, ghostField, ghostDriver(options), ghostKeys];
}
