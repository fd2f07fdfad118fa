import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import type { WordSurprise } from "../../../app/assistant.ts";
import { describeSurprise, heatField, heatStep, setHeat, wordAt } from "./heat-map.ts";

const word = (start: number, end: number, oddness: number): WordSurprise => ({
  start,
  end,
  surprisalBits: 12,
  plainSurprisalBits: 6,
  oddness,
});

/** “one two three” with every word measured, the second one very odd. */
function measured(): EditorState {
  const state = EditorState.create({ doc: "one two three", extensions: heatField });
  return state.update({ effects: setHeat.of([word(0, 3, 0), word(4, 7, 0.99), word(8, 13, 0.7)]) }).state;
}

const marked = (state: EditorState): string[] => {
  const found: string[] = [];
  const { marks } = state.field(heatField);
  marks.between(0, state.doc.length, (from, to, mark) => {
    found.push(`${state.sliceDoc(from, to)} ${(mark.spec as { class: string }).class}`);
  });
  return found;
};

describe("heat map", () => {
  it("[U17] marks words by step and leaves the usual ones alone", () => {
    expect(marked(measured())).toEqual(["two cm-heat cm-heat-4", "three cm-heat cm-heat-1"]);
    expect([0, 0.5, 0.6, 1].map(heatStep)).toEqual([0, 0, 1, 4]);
  });

  it("[U17] moves with edits, and a word that is edited loses its measure", () => {
    const moved = measured().update({ changes: { from: 0, insert: "So " } }).state;
    expect(marked(moved)).toEqual(["two cm-heat cm-heat-4", "three cm-heat cm-heat-1"]);
    const edited = moved.update({ changes: { from: 8, insert: "x" } }).state;
    expect(marked(edited)).toEqual(["three cm-heat cm-heat-1"]);
  });

  it("[U17] drops measures that lie outside the text", () => {
    const state = EditorState.create({ doc: "one", extensions: heatField });
    const late = state.update({ effects: setHeat.of([word(0, 3, 1), word(4, 7, 1)]) }).state;
    expect(marked(late)).toEqual(["one cm-heat cm-heat-4"]);
  });

  it("[U17] says in words what the colour shows", () => {
    const { words } = measured().field(heatField);
    const found = wordAt(words, 5);
    expect(found === undefined ? "" : describeSurprise(found)).toBe(
      "12.0 bits of surprise: very odd; others would be less surprised (6.0)",
    );
    expect(wordAt([word(4, 7, 1)], 9)).toBeUndefined();
  });
});
