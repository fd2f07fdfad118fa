import { createStore, useStore } from "zustand";

import type { Assistant, AssistantError } from "../../app/assistant.ts";
import type { ImportInput, ImportOutcome, ImportPreview, ImportProgress } from "../../app/import-desk.ts";
import { isAbortError } from "../../channel/wire-error.ts";
import { toAssistantError } from "../error-text.ts";

/** Where the conversation with the import doctor stands. It goes on while the person is in another room. */
export type ImportTalk =
  | { readonly phase: "asking"; readonly notice?: string | undefined }
  | { readonly phase: "reading"; readonly fraction: number | null; readonly entries: number }
  | { readonly phase: "found"; readonly preview: ImportPreview }
  | {
      readonly phase: "keeping";
      readonly preview: ImportPreview;
      readonly fraction: number | null;
      readonly entries: number;
    }
  | { readonly phase: "done"; readonly preview: ImportPreview; readonly outcome: ImportOutcome }
  | { readonly phase: "failed"; readonly during: "reading" | "keeping"; readonly error: AssistantError };

type TalkState = ImportTalk & { readonly fraction?: number | null };

const talk = createStore<{ readonly now: ImportTalk }>(() => ({ now: { phase: "asking" } }));
let controller: AbortController | undefined;

const say = (now: ImportTalk): void => talk.setState({ now });

function fractionOf(progress: ImportProgress): number | null {
  return progress.totalBytes > 0 ? Math.min(1, progress.doneBytes / progress.totalBytes) : null;
}

/** Reads files, pasted text or the sample, and shows what is in them; nothing is stored yet. */
export async function look(assistant: Assistant, input: ImportInput): Promise<ImportPreview | null> {
  controller?.abort();
  const mine = new AbortController();
  controller = mine;
  say({ phase: "reading", fraction: null, entries: 0 });
  try {
    const preview = await assistant.imports.preview(input, {
      signal: mine.signal,
      onProgress: (progress) => {
        if (controller === mine) say({ phase: "reading", fraction: fractionOf(progress), entries: progress.entries });
      },
    });
    if (controller !== mine) return null;
    say({ phase: "found", preview });
    return preview;
  } catch (error) {
    if (controller !== mine) return null;
    if (isAbortError(error)) say({ phase: "asking", notice: "Stopped. Nothing was kept." });
    else say({ phase: "failed", during: "reading", error: toAssistantError(error) });
    return null;
  }
}

/** Stores what was looked at; `me` are the names that are the person's own. */
export async function keep(
  assistant: Assistant,
  preview: ImportPreview,
  me: readonly string[],
): Promise<ImportOutcome | null> {
  const mine = new AbortController();
  controller = mine;
  say({ phase: "keeping", preview, fraction: 0, entries: 0 });
  try {
    const options = {
      signal: mine.signal,
      onProgress: (progress: ImportProgress) =>
        say({ phase: "keeping", preview, fraction: fractionOf(progress), entries: progress.entries }),
    };
    const outcome = await assistant.imports.keep(preview.id, { me }, options);
    say({ phase: "done", preview, outcome });
    return outcome;
  } catch (error) {
    if (isAbortError(error)) {
      const notice = "Stopped. What was already stored is in the list of imports and can be undone there.";
      say({ phase: "asking", notice });
    } else say({ phase: "failed", during: "keeping", error: toAssistantError(error) });
    return null;
  }
}

/** Cancels the reading or keeping that is under way. */
export function stopImport(): void {
  controller?.abort();
}

/** Puts away what was looked at and asks again. */
export function startOver(assistant: Assistant): void {
  const { now } = talk.getState();
  controller = undefined;
  if (now.phase === "found") void assistant.imports.discard(now.preview.id).catch(() => {});
  say({ phase: "asking" });
}

/** Watches the conversation. */
export function useImportTalk<T>(select: (talk: TalkState) => T): T {
  return useStore(talk, (state) => select(state.now));
}
