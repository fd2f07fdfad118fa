import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";

import type { WordSurprise } from "../../../app/assistant.ts";

/** Shows the surprise of each word of the text it was measured on, or (null) nothing. */
export const setHeat = StateEffect.define<readonly WordSurprise[] | null>();

/** Where each of the four steps of the heat map begins, as `oddness`. */
export const heatSteps = [0.6, 0.78, 0.9, 0.97] as const;

/** 0 (as usual) to 4 (very odd). */
export function heatStep(oddness: number): number {
  return heatSteps.filter((from) => oddness >= from).length;
}

/** What a word's surprise means, in plain words. */
export function describeSurprise(word: WordSurprise): string {
  const bits = word.surprisalBits.toFixed(1);
  const plain = word.plainSurprisalBits.toFixed(1);
  const step = heatStep(word.oddness);
  const verdict = ["as usual for you", "a little unusual", "unusual", "odd", "very odd"][step] ?? "";
  const beside =
    word.surprisalBits > word.plainSurprisalBits + 2
      ? `others would be less surprised (${plain})`
      : word.surprisalBits < word.plainSurprisalBits - 2
        ? `more yours than others’ (${plain})`
        : `about the same for anybody (${plain})`;
  return `${bits} bits of surprise: ${verdict}; ${beside}`;
}

interface Heat {
  readonly words: readonly WordSurprise[];
  readonly marks: DecorationSet;
}

function build(words: readonly WordSurprise[], length: number): Heat {
  const kept = words.filter((word) => word.start < word.end && word.end <= length);
  const marks = kept
    .filter((word) => heatStep(word.oddness) > 0)
    .map((word) => Decoration.mark({ class: `cm-heat cm-heat-${heatStep(word.oddness)}` }).range(word.start, word.end));
  return { words: kept, marks: Decoration.set(marks, true) };
}

/** Measured words, moved along with edits; a word that is edited loses its measure. */
export const heatField = StateField.define<Heat>({
  create: () => ({ words: [], marks: Decoration.none }),
  update(heat, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setHeat)) return build(effect.value ?? [], transaction.newDoc.length);
    }
    if (!transaction.docChanged || heat.words.length === 0) return heat;
    const words = heat.words.flatMap((word) => {
      if (transaction.changes.touchesRange(word.start, word.end)) return [];
      return [
        { ...word, start: transaction.changes.mapPos(word.start, 1), end: transaction.changes.mapPos(word.end, -1) },
      ];
    });
    return build(words, transaction.newDoc.length);
  },
  provide: (field) => EditorView.decorations.from(field, (heat) => heat.marks),
});

/** The measured word at a document offset. */
export function wordAt(words: readonly WordSurprise[], position: number): WordSurprise | undefined {
  return words.find((word) => word.start <= position && position <= word.end);
}

/** Says in a tooltip how surprising the word under the pointer is. */
export const heatTooltip = hoverTooltip((view, position) => {
  const word = wordAt(view.state.field(heatField).words, position);
  if (word === undefined) return null;
  return {
    pos: word.start,
    end: word.end,
    above: true,
    create() {
      const dom = document.createElement("div");
      dom.className = "cm-heat-tooltip";
      dom.textContent = describeSurprise(word);
      return { dom };
    },
  };
});

/** The heat map: colour and, for eyes that see no colour, an underline that grows with the surprise. */
export const heatMap = [heatField, heatTooltip];
