import { StateEffect, StateField } from "@codemirror/state";
import type { Transaction } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

import type { Suggestion } from "../../../app/assistant.ts";

/** Ghost text that stands at the caret: what is left of a suggestion after typing through or accepting part of it. */
export interface Ghost {
  readonly suggestion: Suggestion;
  /** Number of the request that brought it: a better suggestion for the same place has the same one. */
  readonly request: number;
  /** Document offset of the caret it stands at. */
  readonly position: number;
  /** The part that is not in the document yet; never empty. */
  readonly rest: string;
}

/** Shows, replaces or (null) removes ghost text. */
export const setGhost = StateEffect.define<Ghost | null>();

/** Says that a transaction puts the first characters of the ghost text into the document. */
export const takeGhost = StateEffect.define<{ readonly characters: number }>();

/** The text that a transaction inserts at `position` without touching anything else; null for every other change. */
export function insertedAt(transaction: Transaction, position: number): string | null {
  let inserted: string | null = "";
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, text) => {
    if (inserted === "" && fromA === position && toA === position) inserted = text.toString();
    else inserted = null;
  });
  return inserted;
}

function next(ghost: Ghost | null, transaction: Transaction): Ghost | null {
  for (const effect of transaction.effects) if (effect.is(setGhost)) return effect.value;
  if (ghost === null) return null;
  let { position, rest } = ghost;
  if (transaction.docChanged) {
    const typed = insertedAt(transaction, position);
    if (typed === null || !rest.startsWith(typed)) return null;
    position += typed.length;
    rest = rest.slice(typed.length);
  }
  const { main } = transaction.state.selection;
  if (rest === "" || !main.empty || main.head !== position) return null;
  return position === ghost.position ? ghost : { ...ghost, position, rest };
}

class GhostWidget extends WidgetType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: GhostWidget): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "cm-ghost";
    element.setAttribute("aria-hidden", "true");
    element.textContent = this.text;
    return element;
  }
}

/** The ghost text of an editor. It is a decoration after the caret: never a part of the document. */
export const ghostField = StateField.define<Ghost | null>({
  create: () => null,
  update: next,
  provide: (field) =>
    EditorView.decorations.from(field, (ghost) =>
      ghost === null
        ? Decoration.none
        : Decoration.set([Decoration.widget({ widget: new GhostWidget(ghost.rest), side: 1 }).range(ghost.position)]),
    ),
});
