import { isolateHistory } from "@codemirror/commands";
import { Prec } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { Direction, keymap } from "@codemirror/view";
import type { Command, EditorView } from "@codemirror/view";

import { askForGhost, refuseGhost } from "./ghost-driver.ts";
import { ghostField, setGhost, takeGhost } from "./ghost-state.ts";
import { nextWordLength } from "./next-word.ts";
import { addProvenance } from "./provenance.ts";

function take(view: EditorView, lengthOf: (rest: string) => number): boolean {
  const ghost = view.state.field(ghostField);
  if (ghost === null || view.compositionStarted) return false;
  const text = ghost.rest.slice(0, lengthOf(ghost.rest));
  const from = ghost.position;
  const to = from + text.length;
  view.dispatch({
    changes: { from, insert: text },
    selection: { anchor: to },
    effects: [
      takeGhost.of({ characters: text.length }),
      addProvenance.of({ start: from, end: to, origin: "suggestion" }),
    ],
    // One undo takes back exactly what one key accepted.
    annotations: isolateHistory.of("full"),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
  return true;
}

/** Puts all of the ghost text into the document. */
export const acceptAll: Command = (view) => take(view, (rest) => rest.length);

/** Puts its first word into the document and keeps the rest. */
export const acceptWord: Command = (view) => take(view, nextWordLength);

/** Refuses the ghost text; does nothing when there is none, so that Escape keeps its other meanings. */
export const refuse: Command = (view) => {
  if (view.state.field(ghostField) === null || view.compositionStarted) return false;
  view.dispatch({ effects: [setGhost.of(null), refuseGhost.of(null)] });
  return true;
};

/** Asks for ghost text at the caret. */
export const ask: Command = (view) => {
  view.dispatch({ effects: askForGhost.of(null) });
  return true;
};

/** The key that moves forward by a word where the caret stands: to the left in right-to-left text. */
const acceptWordTowards =
  (direction: Direction): Command =>
  (view) =>
    view.textDirectionAt(view.state.selection.main.head) === direction && acceptWord(view);

/** Without ghost text none of these keys is taken: Tab then moves the focus, as everywhere. */
export const ghostKeys: Extension = Prec.highest(
  keymap.of([
    { key: "Tab", run: acceptAll },
    { key: "Mod-ArrowRight", run: acceptWordTowards(Direction.LTR) },
    { key: "Mod-ArrowLeft", run: acceptWordTowards(Direction.RTL) },
    { key: "Alt-]", run: acceptWord },
    { key: "Escape", run: refuse },
    { key: "Ctrl-Space", run: ask },
  ]),
);
