import { StateEffect } from "@codemirror/state";
import type { Transaction } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import type { EditorView, PluginValue, ViewUpdate } from "@codemirror/view";

import type { Suggestion } from "../../../app/assistant.ts";
import { isAbortError } from "../../../channel/wire-error.ts";
import { ghostField, insertedAt, setGhost, takeGhost } from "./ghost-state.ts";
import type { Ghost } from "./ghost-state.ts";

/** Where ghost text comes from; aborting the signal must end the call. */
export type CompletionSource = (
  place: { readonly textBefore: string; readonly textAfter: string },
  options: { readonly signal: AbortSignal; readonly onSuggestion: (suggestion: Suggestion) => void },
) => Promise<void>;

export interface GhostOptions {
  readonly source: CompletionSource;
  /** Quiet time after a key before the source is asked, in milliseconds. */
  readonly delayMs: number;
  readonly isEnabled: () => boolean;
  /** Once for each request whose ghost text became visible. */
  readonly onShown: () => void;
  /** At each acceptance, whole or word-wise. */
  readonly onAccepted: (text: string) => void;
  /** Once for each ghost text of which something was accepted, when it is gone: characters less the keys pressed. */
  readonly onTaken: (savedCharacters: number) => void;
  /** Once for each ghost text of which nothing was accepted: refused with Escape, or the person wrote something else. */
  readonly onRejected: () => void;
  /** A failed request; never an `AbortError`. */
  readonly onError: (error: unknown) => void;
}

/** Asks for ghost text now, at the caret, also when nothing was typed. */
export const askForGhost = StateEffect.define<null>();

/** Refuses what is shown and stays silent until the next word begins. */
export const refuseGhost = StateEffect.define<null>();

const deletionDelayMs = 250;
/** So long after a key that was typed along: then what stands there follows from the text, not from where it was asked. */
const settleMs = 350;

/** What follows the caret on its line may only be closing marks: ghost text in the middle of a line would push words. */
const quietRest = /^[\s)\]}»”’"'.,!?;:*_]*$/u;

interface Running {
  readonly request: number;
  readonly controller: AbortController;
  /** Where the caret stood when the source was asked. */
  readonly position: number;
  /** What came into the document since then, all of it along the suggestion. */
  typed: string;
}

class GhostDriver implements PluginValue {
  readonly #view: EditorView;
  readonly #options: GhostOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Running | undefined;
  #isSilenced = false;
  #lastRequest = 0;
  #shownRequest = 0;
  #savedCharacters: number | null = null;

  constructor(view: EditorView, options: GhostOptions) {
    this.#view = view;
    this.#options = options;
  }

  update(update: ViewUpdate): void {
    const before = update.startState.field(ghostField);
    const after = update.state.field(ghostField);
    let isRefused = false;
    for (const transaction of update.transactions) {
      if (/\s/u.test(insertedText(transaction))) this.#isSilenced = false;
      for (const effect of transaction.effects) {
        if (effect.is(refuseGhost)) isRefused = true;
        else if (effect.is(takeGhost) && before !== null) this.#take(before.rest.slice(0, effect.value.characters));
        else if (effect.is(askForGhost)) this.#askAfter(0);
      }
    }
    if (isRefused) {
      this.#isSilenced = true;
      this.#stop();
    }
    if (after !== null && after.request !== this.#shownRequest) {
      this.#shownRequest = after.request;
      this.#options.onShown();
    }
    if (update.docChanged) this.#afterChange(update, before !== null && after !== null);
    else if (update.selectionSet && after === null) this.#stop();
    if (before !== null && after === null) this.#afterEnd(update, before, isRefused);
  }

  destroy(): void {
    this.#stop();
  }

  /** A composition begins: the text under it is not final, so nothing is shown or asked. */
  hush(): void {
    this.#stop();
    if (this.#view.state.field(ghostField) !== null) this.#view.dispatch({ effects: setGhost.of(null) });
  }

  /** The composition is over and its text is in the document. */
  resume(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), this.#options.delayMs);
  }

  #take(text: string): void {
    this.#savedCharacters = (this.#savedCharacters ?? 0) + text.length - 1;
    this.#options.onAccepted(text);
  }

  #afterEnd(update: ViewUpdate, before: Ghost, isRefused: boolean): void {
    const saved = this.#savedCharacters;
    this.#savedCharacters = null;
    if (saved !== null) return this.#options.onTaken(saved);
    const isTypedWhole = update.transactions.some((transaction) => insertedText(transaction) === before.rest);
    const isTypedOver = update.docChanged && !isTypedWhole && !this.#view.compositionStarted;
    if (isRefused || isTypedOver) this.#options.onRejected();
  }

  #afterChange(update: ViewUpdate, isStillShown: boolean): void {
    const running = this.#running;
    const [transaction] = update.transactions;
    if (running !== undefined && isStillShown && transaction !== undefined && update.transactions.length === 1) {
      const typed = insertedAt(transaction, running.position + running.typed.length);
      if (typed === null) this.#stop();
      else running.typed += typed;
    }
    if (isStillShown) {
      clearTimeout(this.#timer);
      const isTaken = update.transactions.some((each) => each.effects.some((effect) => effect.is(takeGhost)));
      if (!isTaken) this.#timer = setTimeout(() => void this.#ask(), settleMs);
      return;
    }
    this.#stop();
    const isInput = update.transactions.some((each) => each.isUserEvent("input"));
    const isDeletion = update.transactions.some((each) => each.isUserEvent("delete"));
    if (isInput) this.#askAfter(this.#options.delayMs);
    else if (isDeletion) this.#askAfter(Math.max(deletionDelayMs, this.#options.delayMs));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.controller.abort();
    this.#running = undefined;
  }

  #askAfter(delayMs: number): void {
    if (delayMs === 0) this.#isSilenced = false;
    this.#stop();
    this.#timer = setTimeout(() => void this.#ask(), delayMs);
  }

  async #ask(): Promise<void> {
    const { state } = this.#view;
    const { main } = state.selection;
    if (this.#isSilenced || this.#view.compositionStarted || !this.#options.isEnabled()) return;
    if (!main.empty || state.selection.ranges.length > 1) return;
    const line = state.doc.lineAt(main.head);
    if (!quietRest.test(line.text.slice(main.head - line.from))) return;
    this.#stop();
    const standing = state.field(ghostField);
    if (standing === null) this.#lastRequest += 1;
    const running: Running = {
      request: standing?.request ?? this.#lastRequest,
      controller: new AbortController(),
      position: main.head,
      typed: "",
    };
    this.#running = running;
    let last: Suggestion | undefined;
    const onSuggestion = (suggestion: Suggestion): void => {
      last = suggestion;
      // What stands there already is replaced once, by the last word.
      if (standing === null) this.#show(running, suggestion);
    };
    try {
      await this.#options.source(
        { textBefore: state.sliceDoc(0, main.head), textAfter: state.sliceDoc(main.head) },
        { signal: running.controller.signal, onSuggestion },
      );
      if (standing === null || this.#running !== running) return;
      if (last === undefined) this.#view.dispatch({ effects: setGhost.of(null) });
      else this.#show(running, last);
    } catch (error) {
      if (!isAbortError(error)) this.#options.onError(error);
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  #show(running: Running, suggestion: Suggestion): void {
    if (running.controller.signal.aborted || this.#view.compositionStarted) return;
    if (!suggestion.text.startsWith(running.typed)) return;
    const rest = suggestion.text.slice(running.typed.length);
    const position = running.position + running.typed.length;
    if (rest === "" || this.#view.state.selection.main.head !== position) return;
    this.#view.dispatch({ effects: setGhost.of({ suggestion, request: running.request, position, rest }) });
  }
}

function insertedText(transaction: Transaction): string {
  let text = "";
  transaction.changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => {
    text += inserted.toString();
  });
  return text;
}

/** The plugin that asks for ghost text after each key and drops what a newer key made stale. Rules: SPEC.md. */
export function ghostDriver(options: GhostOptions): ViewPlugin<GhostDriver> {
  return ViewPlugin.define((view) => new GhostDriver(view, options), {
    eventHandlers: {
      compositionstart() {
        this.hush();
      },
      compositionend() {
        this.resume();
      },
    },
  });
}
