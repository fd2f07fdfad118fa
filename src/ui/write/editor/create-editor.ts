import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { EditorState } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";

import type { WrittenDocument } from "../../../store/store.ts";
import { editorLook } from "./editor-look.ts";
import { heatMap } from "./heat-map.ts";
import { resetProvenance } from "./provenance.ts";

/** A fresh state for a document: its own history, its provenance marks, the caret at its end. */
export function editorState(
  document: Pick<WrittenDocument, "text" | "provenance">,
  extensions: Extension,
): EditorState {
  const state = EditorState.create({
    doc: document.text,
    extensions: [
      extensions,
      history(),
      keymap.of([...defaultKeymap.filter((binding) => binding.key !== "Mod-/"), ...historyKeymap]),
      markdown({ addKeymap: true, completeHTMLTags: false }),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.contentAttributes.of({
        "aria-label": "Text",
        "aria-describedby": "editor-keys",
        tabindex: "0",
        spellcheck: "true",
        autocapitalize: "sentences",
        autocorrect: "on",
        dir: "auto",
      }),
      placeholder("Write here."),
      heatMap,
      editorLook,
    ],
  });
  const length = state.doc.length;
  const provenance = document.provenance.filter((range) => range.start < range.end && range.end <= length);
  return state.update({
    selection: { anchor: length },
    effects: resetProvenance.of(provenance),
  }).state;
}

/** Puts an editor into an open shadow root of `host`: see [Note: shadow root] in editor-look.ts. */
export function createEditor(host: HTMLElement, state: EditorState): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open", delegatesFocus: true });
  const view = new EditorView({ root, state });
  // A dialog that closes gives the focus back to the host, and the host to the first thing in it: the scroller.
  view.scrollDOM.addEventListener("focus", () => view.focus());
  // Assistive technology resolves ids inside one tree only, so the words behind aria-describedby stand in the shadow root.
  const hint = document.createElement("p");
  hint.id = "editor-keys";
  hint.hidden = true;
  hint.textContent =
    "Suggestions appear in pale ink. Tab accepts all, Control or Command with right arrow accepts a word, Escape refuses. Without a suggestion Tab leaves the editor.";
  root.append(hint, view.dom);
  return view;
}
