import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/*
 * [Note: shadow root] CodeMirror writes its styles at run time. In a document it would do so with a <style> element,
 * which the content security policy forbids; in a shadow root it uses a constructed style sheet, which it allows.
 * Custom properties cross the boundary, so colours and fonts still come from look/tokens.css.
 */
const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--book)",
    fontSize: "var(--editor-size)",
    lineHeight: "1.62",
    fontOpticalSizing: "auto",
    fontVariantNumeric: "oldstyle-nums",
    overflow: "auto",
    scrollbarGutter: "stable",
  },
  ".cm-content": {
    caretColor: "var(--accent)",
    maxWidth: "66ch",
    margin: "0 auto",
    padding: "var(--editor-pad-top) var(--editor-pad-side) 40vh",
  },
  ".cm-line": { padding: "0", unicodeBidi: "plaintext", textAlign: "start" },
  ".cm-ghost": { color: "var(--pale)", whiteSpace: "pre-wrap", pointerEvents: "none" },
  "@media (forced-colors: active)": { ".cm-ghost": { color: "GrayText", fontStyle: "italic" } },
  ".cm-placeholder": { color: "var(--pale)" },
  "&.shows-provenance .cm-provenance": {
    textDecoration: "underline dotted 1.5px var(--pale)",
    textUnderlineOffset: "0.28em",
  },
  "&.shows-provenance .cm-from-draft": { textDecorationStyle: "dashed" },
  ".cm-heat": { borderRadius: "2px" },
  ".cm-heat-1": { backgroundColor: "var(--heat-1)", boxShadow: "inset 0 -1px var(--heat-line)" },
  ".cm-heat-2": { backgroundColor: "var(--heat-2)", boxShadow: "inset 0 -2px var(--heat-line)" },
  ".cm-heat-3": { backgroundColor: "var(--heat-3)", boxShadow: "inset 0 -3px var(--heat-line)" },
  ".cm-heat-4": {
    backgroundColor: "var(--heat-4)",
    boxShadow: "inset 0 -4px var(--heat-line)",
    outline: "1px solid var(--heat-line)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--rule-strong)",
    borderRadius: "3px",
    backgroundColor: "var(--card)",
    color: "var(--ink)",
    fontFamily: "var(--plain)",
    fontSize: "0.8125rem",
    maxWidth: "22rem",
  },
  ".cm-heat-tooltip": { padding: "0.4rem 0.6rem" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--selection)" },
  "::selection": { backgroundColor: "var(--selection)" },
});

const markdownLook = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.monospace, tags.url], fontFamily: "var(--mono)", fontSize: "0.86em" },
  { tag: tags.quote, color: "var(--ink-2)" },
  { tag: tags.processingInstruction, color: "var(--pale)" },
]);

/** How the editor looks: the person's words in the book face, ghost text in pale ink. */
export const editorLook = [theme, syntaxHighlighting(markdownLook)];
