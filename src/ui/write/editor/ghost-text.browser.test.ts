import { history, historyKeymap, redo, undo } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cdp, userEvent } from "vitest/browser";

import type { Suggestion } from "../../../app/assistant.ts";
import { abortError } from "../../../channel/wire-error.ts";
import type { CompletionSource } from "./ghost-driver.ts";
import { ghostField } from "./ghost-state.ts";
import { ghostText } from "./ghost-text.ts";
import { provenanceField } from "./provenance.ts";

interface Asked {
  readonly textBefore: string;
  readonly textAfter: string;
  readonly signal: AbortSignal;
  readonly show: (text: string, tier?: Suggestion["tier"]) => void;
  /** Ends the call: nothing more follows. */
  readonly end: () => void;
}

/** A real editor in a shadow root, with a completion source that the test answers by hand. */
function open(text = "") {
  const asked: Asked[] = [];
  const events: string[] = [];
  const source: CompletionSource = ({ textBefore, textAfter }, { signal, onSuggestion }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(abortError()));
      const show = (suggested: string, tier: Suggestion["tier"] = "model"): void =>
        onSuggestion({ text: suggested, tier, confidence: 0.5, evidence: [], latencyMs: 1 });
      asked.push({ textBefore, textAfter, signal, show, end: resolve });
    });
  const host = document.createElement("div");
  const leave = document.createElement("button");
  leave.textContent = "after";
  document.body.append(host, leave);
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      selection: { anchor: text.length },
      extensions: [
        ghostText({
          source,
          delayMs: 5,
          isEnabled: () => true,
          onShown: () => events.push("shown"),
          onAccepted: (accepted) => events.push(`accepted:${accepted}`),
          onTaken: (saved) => events.push(`taken:${saved}`),
          onRejected: () => events.push("rejected"),
          onError: (error) => events.push(`error:${String(error)}`),
        }),
        history(),
        keymap.of(historyKeymap),
      ],
    }),
  });
  view.focus();
  return {
    view,
    asked,
    events,
    leave,
    ghost: () => root.querySelector(".cm-ghost")?.textContent ?? null,
    text: () => view.state.doc.toString(),
    /** The request for this text, once it is the last one. */
    async asksAfter(textBefore: string): Promise<Asked> {
      await vi.waitFor(() => expect(asked.at(-1)?.textBefore).toBe(textBefore), { timeout: 2000, interval: 5 });
      return asked.at(-1) as Asked;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => document.body.replaceChildren());

describe("ghost text", () => {
  it("[U1] is shown after the caret and is no part of the document", async () => {
    const editor = open();
    await userEvent.keyboard("Good m");
    const request = await editor.asksAfter("Good m");
    const caret = editor.view.coordsAtPos(6)?.left ?? Number.NaN;
    request.show("orning to you");
    expect(editor.ghost()).toBe("orning to you");
    expect(editor.text()).toBe("Good m");
    expect(editor.view.state.selection.main.head).toBe(6);
    expect(editor.view.coordsAtPos(6)?.left).toBeCloseTo(caret, 0);
    expect(editor.events).toEqual(["shown"]);
  });

  it("[U2] is dropped by a newer key, whose request replaces the older one", async () => {
    const editor = open();
    await userEvent.keyboard("a");
    const first = await editor.asksAfter("a");
    await userEvent.keyboard("b");
    expect(first.signal.aborted).toBe(true);
    await editor.asksAfter("ab");
    first.show("late");
    expect(editor.ghost()).toBeNull();
  });

  it("[U3] keeps its rest while the person types along it, without a new request, until they diverge", async () => {
    const editor = open();
    await userEvent.keyboard("I ");
    const request = await editor.asksAfter("I ");
    request.show("think so");
    await userEvent.keyboard("thi");
    expect(editor.ghost()).toBe("nk so");
    await pause(60);
    expect(editor.asked.at(-1)).toBe(request);
    expect(request.signal.aborted).toBe(false);
    await userEvent.keyboard("s");
    expect(editor.ghost()).toBeNull();
    expect(request.signal.aborted).toBe(true);
    await editor.asksAfter("I this");
    expect(editor.events).toEqual(["shown", "rejected"]);
  });

  it("[U3] asks anew after a pause, and replaces the rest once, by the last answer", async () => {
    const editor = open();
    await userEvent.keyboard("I ");
    const first = await editor.asksAfter("I ");
    first.show("think so");
    await userEvent.keyboard("th");
    const settled = await editor.asksAfter("I th");
    expect(first.signal.aborted).toBe(true);
    settled.show("ink", "instant");
    expect(editor.ghost()).toBe("ink so");
    settled.show("ink of you");
    settled.end();
    await vi.waitFor(() => expect(editor.ghost()).toBe("ink of you"));
    await userEvent.keyboard("in");
    (await editor.asksAfter("I thin")).end();
    await vi.waitFor(() => expect(editor.ghost()).toBeNull());
    expect(editor.events).toEqual(["shown"]);
  });

  it("[U3] takes a better suggestion only when it agrees with what was typed along", async () => {
    const editor = open();
    await userEvent.keyboard("I ");
    const request = await editor.asksAfter("I ");
    request.show("think", "instant");
    await userEvent.keyboard("th");
    request.show("would go");
    expect(editor.ghost()).toBe("ink");
    request.show("thought of you");
    expect(editor.ghost()).toBe("ought of you");
    expect(editor.events).toEqual(["shown"]);
  });

  it("[U4] Tab accepts all, marks it as not typed, and asks for more", async () => {
    const editor = open();
    await userEvent.keyboard("Well ");
    (await editor.asksAfter("Well ")).show("then, bye");
    await userEvent.keyboard("{Tab}");
    expect(editor.text()).toBe("Well then, bye");
    expect(editor.ghost()).toBeNull();
    expect(editor.view.state.field(provenanceField)).toEqual([{ start: 5, end: 14, origin: "suggestion" }]);
    expect(editor.events).toEqual(["shown", "accepted:then, bye", "taken:8"]);
    await editor.asksAfter("Well then, bye");
  });

  it("[U5] Control and right arrow accepts one word and keeps the rest without a new request", async () => {
    const editor = open();
    await userEvent.keyboard("Well");
    const request = await editor.asksAfter("Well");
    request.show(" then, good bye");
    await userEvent.keyboard("{Control>}{ArrowRight}{/Control}");
    expect(editor.text()).toBe("Well then,");
    expect(editor.ghost()).toBe(" good bye");
    await userEvent.keyboard("{Control>}{ArrowRight}{/Control}");
    expect(editor.ghost()).toBe(" bye");
    await pause(60);
    expect(editor.asked.at(-1)).toBe(request);
    expect(editor.view.state.field(provenanceField)).toEqual([{ start: 4, end: 15, origin: "suggestion" }]);
    await userEvent.keyboard("!");
    expect(editor.events).toEqual(["shown", "accepted: then,", "accepted: good", "taken:9"]);
  });

  it("[U6] Escape refuses and stays silent until the next word begins", async () => {
    const editor = open();
    await userEvent.keyboard("Well ");
    const request = await editor.asksAfter("Well ");
    request.show("then");
    await userEvent.keyboard("{Escape}");
    expect(editor.ghost()).toBeNull();
    expect(editor.events).toEqual(["shown", "rejected"]);
    await userEvent.keyboard("the");
    await pause(60);
    expect(editor.asked.at(-1)).toBe(request);
    await userEvent.keyboard(" ");
    await editor.asksAfter("Well the ");
  });

  it("[U7] Tab moves the focus on when nothing is suggested, and after Escape", async () => {
    const editor = open();
    await userEvent.keyboard("Well ");
    (await editor.asksAfter("Well ")).show("then");
    await userEvent.keyboard("{Escape}{Tab}");
    expect(document.activeElement).toBe(editor.leave);
    expect(editor.text()).toBe("Well ");
  });

  it("[U8] shows nothing while an input method composes, and leaves Tab to it", async () => {
    const editor = open();
    await userEvent.keyboard("a ");
    const request = await editor.asksAfter("a ");
    request.show("bee");
    expect(editor.ghost()).toBe("bee");
    await cdp().send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await vi.waitFor(() => expect(editor.text()).toBe("a に"));
    expect(editor.view.compositionStarted).toBe(true);
    expect(editor.ghost()).toBeNull();
    expect(request.signal.aborted).toBe(true);
    request.show("late");
    expect(editor.ghost()).toBeNull();
    await pause(60);
    expect(editor.asked.at(-1)).toBe(request);
    await cdp().send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
    await cdp().send("Input.insertText", { text: "日本" });
    await vi.waitFor(() => expect(editor.text()).toBe("a 日本"));
    await editor.asksAfter("a 日本");
    expect(editor.events).not.toContain("rejected");
  });

  it("[U9] undo takes an accepted suggestion back with its mark, redo brings both", async () => {
    const editor = open();
    await userEvent.keyboard("Well ");
    (await editor.asksAfter("Well ")).show("then");
    await userEvent.keyboard("{Tab}");
    const marks = editor.view.state.field(provenanceField);
    undo(editor.view);
    expect(editor.text()).toBe("Well ");
    expect(editor.view.state.field(provenanceField)).toEqual([]);
    redo(editor.view);
    expect(editor.text()).toBe("Well then");
    expect(editor.view.state.field(provenanceField)).toEqual(marks);
  });

  it("[U10] asks nothing in the middle of a line, and drops ghost text when the caret leaves", async () => {
    const editor = open("one two");
    editor.view.dispatch({ selection: { anchor: 3 } });
    await userEvent.keyboard("s");
    await pause(60);
    expect(editor.asked.length).toBe(0);
    editor.view.dispatch({ selection: { anchor: editor.view.state.doc.length } });
    await userEvent.keyboard(" ");
    (await editor.asksAfter("ones two ")).show("three");
    await userEvent.keyboard("{ArrowLeft}");
    expect(editor.view.state.field(ghostField)).toBeNull();
    expect(editor.events).toEqual(["shown"]);
  });
});
