import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

import { joinProvenance, mapProvenance } from "./map-provenance.ts";
import type { ProvenanceRange } from "./map-provenance.ts";

/** Marks a stretch of the new document as not typed by the person. */
export const addProvenance = StateEffect.define<ProvenanceRange>();

/** Puts back all ranges as they were: for undo, redo and for opening a document. */
export const resetProvenance = StateEffect.define<readonly ProvenanceRange[]>();

/** Which stretches of the document came from a suggestion or a draft. */
export const provenanceField = StateField.define<readonly ProvenanceRange[]>({
  create: () => [],
  update(ranges, transaction) {
    let next = mapProvenance(ranges, transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(addProvenance)) next = joinProvenance([...next, effect.value]);
      else if (effect.is(resetProvenance)) next = effect.value;
    }
    return next;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (ranges) =>
      Decoration.set(
        ranges.map(({ start, end, origin }) =>
          Decoration.mark({ class: `cm-provenance cm-from-${origin}` }).range(start, end),
        ),
        true,
      ),
    ),
});

/*
 * Undo changes the text back, and mapping alone could not bring back a range that an edit had eaten. The state before a
 * change that touches ranges is therefore kept as an effect in the history.
 */
const remembered = invertedEffects.of((transaction) => {
  const before = transaction.startState.field(provenanceField);
  return transaction.state.field(provenanceField) === before ? [] : [resetProvenance.of(before)];
});

/** Keeps provenance marks through edits, undo and redo. */
export const provenance: Extension = [provenanceField, remembered];
