import { ChangeSet } from "@codemirror/state";
import type { ChangeDesc } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ViewUpdate } from "@codemirror/view";
import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

import type { Assistant, AssistantError, Suggestion, WordSurprise } from "../../app/assistant.ts";
import type { WrittenDocument } from "../../store/store.ts";
import { toAssistantError } from "../error-text.ts";
import { completionSeed } from "../parts/seed.ts";
import { changeUiSettings, uiSettings } from "../parts/ui-settings.ts";
import { DocumentKeeper } from "./document-keeper.ts";
import { documentTitle } from "./document-title.ts";
import { createEditor, editorState } from "./editor/create-editor.ts";
import { askForGhost } from "./editor/ghost-driver.ts";
import { ghostField } from "./editor/ghost-state.ts";
import { ghostText } from "./editor/ghost-text.ts";
import { heatField, setHeat, wordAt } from "./editor/heat-map.ts";
import { addProvenance, provenanceField } from "./editor/provenance.ts";
import { ghostVoice } from "./ghost-voice.ts";

/** What the screen around the editor watches. */
export interface DeskState {
  readonly title: string;
  /** Counts changes of the text. */
  readonly version: number;
  readonly isEmpty: boolean;
  readonly ghost: Suggestion | null;
  /** The last suggestion that was shown, also after it is gone. */
  readonly lastSuggestion: Suggestion | null;
  readonly caretWord: WordSurprise | null;
  readonly completionError: AssistantError | null;
}

const delayMs = 8;

/** The editor with everything that belongs to it: the open document, ghost text, heat map. One per page. */
export class WritingDesk {
  readonly view: EditorView;
  readonly keeper: DocumentKeeper;
  readonly state: StoreApi<DeskState>;
  readonly #assistant: Assistant;
  readonly #voice = ghostVoice();
  #sinceCritique: ChangeDesc | null = null;
  /** A text was put here for the person to go on with, and no suggestion has come for it yet. */
  #isAwaited = false;
  #isOpen = true;

  constructor(host: HTMLElement, assistant: Assistant) {
    this.#assistant = assistant;
    this.state = createStore<DeskState>(() => ({
      title: "Untitled",
      version: 0,
      isEmpty: true,
      ghost: null,
      lastSuggestion: null,
      caretWord: null,
      completionError: null,
    }));
    this.keeper = new DocumentKeeper(assistant, () => ({
      text: this.text,
      provenance: this.view.state.field(provenanceField),
      register: uiSettings.getState().register,
    }));
    this.view = createEditor(host, this.#freshState({ text: "", provenance: [] }));
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Whether the room of the editor is on the sheet; nothing is suggested behind a closed one. */
  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) this.view.requestMeasure();
  }

  /** Opens a stored document, or (null) begins a new one with a text. */
  open(document: WrittenDocument | null, text = ""): void {
    void this.keeper.flush();
    this.keeper.begin(document);
    this.#sinceCritique = null;
    this.view.setState(this.#freshState(document ?? { text, provenance: [] }));
    this.#tell({ title: documentTitle(this.text), isEmpty: this.text.trim() === "", ghost: null, caretWord: null });
    this.state.setState((before) => ({ version: before.version + 1 }));
    this.#isAwaited = document === null && text !== "";
    if (document !== null) changeUiSettings({ openDocumentId: document.id });
    else if (text !== "") this.keeper.touch();
  }

  /** Asks for a suggestion when none is shown, the caret stands at the end, and the person is there or awaits one. */
  askIfQuiet(): void {
    const { state } = this.view;
    const isAtEnd = state.selection.main.empty && state.selection.main.head === state.doc.length;
    if (!this.view.hasFocus && !this.#isAwaited) return;
    if (this.#isOpen && isAtEnd && state.doc.length > 0 && state.field(ghostField) === null) {
      this.view.dispatch({ effects: askForGhost.of(null) });
    }
  }

  /** Puts a draft where the caret stands, in paragraphs of its own, and marks it as not typed. */
  insertDraft(text: string): void {
    const { state } = this.view;
    const { from, to } = state.selection.main;
    const before = state.sliceDoc(0, from);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const start = from + lead.length;
    this.view.dispatch({
      changes: { from, to, insert: lead + text },
      selection: { anchor: start + text.length },
      effects: addProvenance.of({ start, end: start + text.length, origin: "draft" }),
      userEvent: "paste",
      scrollIntoView: true,
    });
    this.view.focus();
  }

  /** Shows the surprise of words of the text that `followPlaces` was called on; null takes it away. */
  showHeat(words: readonly WordSurprise[] | null): void {
    const changes = this.#sinceCritique;
    const moved = (words ?? []).flatMap((word) => {
      if (changes === null) return [word];
      if (changes.touchesRange(word.start, word.end)) return [];
      return [{ ...word, start: changes.mapPos(word.start, 1), end: changes.mapPos(word.end, -1) }];
    });
    this.view.dispatch({ effects: setHeat.of(moved) });
    this.#tell({
      caretWord: wordAt(this.view.state.field(heatField).words, this.view.state.selection.main.head) ?? null,
    });
  }

  /** Places that refer to the text of this moment stay right through later edits. */
  followPlaces(): void {
    this.#sinceCritique = ChangeSet.empty(this.view.state.doc.length);
  }

  /** Selects a place of the text that `followPlaces` was called on; false when it is gone. */
  select(place: { readonly start: number; readonly end: number }): boolean {
    const changes = this.#sinceCritique;
    const anchor = changes === null ? place.start : changes.mapPos(place.start, 1);
    const head = changes === null ? place.end : changes.mapPos(place.end, -1);
    if (head <= anchor || head > this.view.state.doc.length) return false;
    this.view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    this.view.focus();
    return true;
  }

  destroy(): void {
    void this.keeper.flush();
    this.#voice.stop();
    this.view.destroy();
    (this.view.root as ShadowRoot).replaceChildren();
  }

  #freshState(document: Pick<WrittenDocument, "text" | "provenance">): ReturnType<typeof editorState> {
    return editorState(document, [
      ghostText({
        delayMs,
        isEnabled: () => this.#isOpen && uiSettings.getState().suggestions,
        source: (place, options) => {
          const { register } = uiSettings.getState();
          return this.#assistant.complete({ ...place, register, seed: completionSeed() }, options);
        },
        onShown: () => this.#assistant.note("shown"),
        onAccepted: (text) => this.#voice.accepted(text),
        onTaken: (saved) => this.#assistant.note("accepted", saved),
        onRejected: () => this.#assistant.note("rejected"),
        onError: (error) => this.#tell({ completionError: toAssistantError(error) }),
      }),
      EditorView.updateListener.of((update) => this.#listen(update)),
    ]);
  }

  #listen(update: ViewUpdate): void {
    if (update.docChanged) {
      this.#sinceCritique = this.#sinceCritique?.composeDesc(update.changes.desc) ?? null;
      this.keeper.touch();
      const title = documentTitle(update.state.sliceDoc(0, 400));
      this.#tell({ title, isEmpty: update.state.doc.length === 0 });
      this.state.setState((before) => ({ version: before.version + 1 }));
    }
    const ghost = update.state.field(ghostField);
    if (ghost !== update.startState.field(ghostField)) {
      this.#isAwaited = false;
      this.#voice.shown(ghost?.rest ?? null);
      if (ghost === null) this.#tell({ ghost: null });
      else this.#tell({ ghost: ghost.suggestion, lastSuggestion: ghost.suggestion, completionError: null });
    }
    if (update.selectionSet || update.docChanged) {
      this.#tell({ caretWord: wordAt(update.state.field(heatField).words, update.state.selection.main.head) ?? null });
    }
  }

  #tell(change: Partial<DeskState>): void {
    const before = this.state.getState();
    const isNews = Object.entries(change).some(([key, value]) => before[key as keyof DeskState] !== value);
    if (isNews) this.state.setState(change);
  }
}
