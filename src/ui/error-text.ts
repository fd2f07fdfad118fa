import type { AssistantError } from "../app/assistant.ts";
import { describeError } from "../app/describe-error.ts";
import { isAbortError } from "../channel/wire-error.ts";
import type { EngineErrorCode } from "../engine/errors.ts";
import type { ImportErrorCode } from "../log/errors.ts";
import type { StoreErrorCode } from "../store/errors.ts";

/** What a person is told of an error: what happened, what was kept, what to do. */
export interface ErrorText {
  readonly happened: string;
  readonly kept: string;
  readonly todo: string;
}

export type KnownErrorCode = EngineErrorCode | ImportErrorCode | StoreErrorCode | "aborted";

const nothingLost = "Your log and your documents are untouched.";
const nothingKept = "Nothing of this import was kept, and what was in your log before is untouched.";
const worksWithout = `${nothingLost} What needs no model still works.`;

const texts: Readonly<Record<KnownErrorCode, ErrorText>> = {
  aborted: { happened: "This was stopped.", kept: nothingLost, todo: "Start it again when you like." },
  unexpected: {
    happened: "Something went wrong that should not.",
    kept: nothingLost,
    todo: "Try it once more. If it happens again, reload the page.",
  },
  // The engine
  "model-missing": {
    happened: "A file of the model could not be read.",
    kept: worksWithout,
    todo: "Check that the app is still being served, then load the model again in Models.",
  },
  "model-damaged": {
    happened: "The model’s files are not what they should be.",
    kept: worksWithout,
    todo: "Reload the page. If it stays so, install the app afresh.",
  },
  "model-unsupported": {
    happened: "This kind of model cannot be run here.",
    kept: worksWithout,
    todo: "Load the starter model in Models.",
  },
  "device-unavailable": {
    happened: "This browser does not offer the device that was asked for.",
    kept: worksWithout,
    todo: "In Models, load the model on the processor (wasm), which works everywhere.",
  },
  "device-wrong": {
    happened: "The graphics device gave wrong answers in its test, so it is not used.",
    kept: worksWithout,
    todo: "In Models, load the model on the processor (wasm).",
  },
  "device-lost": {
    happened: "The browser took the graphics device away.",
    kept: worksWithout,
    todo: "Load the model again in Models.",
  },
  "out-of-memory": {
    happened: "There was not enough memory for the model.",
    kept: worksWithout,
    todo: "Close other tabs and load the model again in Models.",
  },
  "not-loaded": {
    happened: "The model is not loaded yet.",
    kept: worksWithout,
    todo: "Wait until the status line says that it is ready, or load it in Models.",
  },
  "prompt-too-long": {
    happened: "The text is longer than this model can look at.",
    kept: nothingLost,
    todo: "Try it with a shorter text or topic.",
  },
  "worker-died": {
    happened: "The browser ended the work in the background, most often for want of memory.",
    kept: "Everything that was stored before is still there.",
    todo: "Try it again; close other tabs first. An import that was under way can be undone in the Log.",
  },
  "bad-request": {
    happened: "The model was asked for something it cannot do.",
    kept: nothingLost,
    todo: "Change the text or the settings of this request and try again.",
  },
  // The store
  "quota-full": {
    happened: "There is no room left for this site on the device.",
    kept: "What was stored before is still there; the last step was not stored.",
    todo: "Free some space on the device, or delete entries in the Log, and try again.",
  },
  blocked: {
    happened: "Another tab holds the log and does not let go.",
    kept: nothingLost,
    todo: "Close the other tabs with Selfsame and reload this one.",
  },
  closed: {
    happened: "The log was closed while this was being done.",
    kept: "What was finished before is stored.",
    todo: "Reload the page.",
  },
  "newer-version": {
    happened: "Your log was written by a newer version of Selfsame.",
    kept: "It is untouched, and this version will not write to it.",
    todo: "Start the newer version, or update this one.",
  },
  damaged: {
    happened: "The browser cannot read the log on the disk.",
    kept: "Nothing was deleted.",
    todo: "Reload the page. If it stays so, forget everything in Privacy and import your history again.",
  },
  unavailable: {
    happened: "This browser allows no storage here.",
    kept: "Nothing could be kept, so nothing was.",
    todo: "Use a normal window (not a private one) and allow site data for this address.",
  },
  "import-gone": {
    happened: "This import was undone, or everything was forgotten, while it still ran.",
    kept: "Nothing of it is left.",
    todo: "Import it again if you want it.",
  },
  invalid: {
    happened: "Something had a form that cannot be stored.",
    kept: nothingLost,
    todo: "Reload the page and try again.",
  },
  // Imports
  "nothing-chosen": {
    happened: "No file was chosen.",
    kept: nothingLost,
    todo: "Choose a file, a folder or paste text.",
  },
  empty: { happened: "There is nothing in it.", kept: nothingLost, todo: "Choose another file." },
  unrecognised: {
    happened: "This is not a form of history that Selfsame can read yet.",
    kept: nothingKept,
    todo: "It reads X archives (ZIP), plain text, Markdown and JSON lines. You can also paste text.",
  },
  mislabelled: {
    happened: "The file is not what its name says.",
    kept: nothingKept,
    todo: "Check that you chose the right file, or export it once more.",
  },
  unreadable: {
    happened: "The browser could not read the file to its end.",
    kept: nothingKept,
    todo: "Check that it still lies where it was, and choose it again.",
  },
  "zip-damaged": {
    happened: "The ZIP archive is damaged or was not downloaded to its end.",
    kept: nothingKept,
    todo: "Download the archive again, then choose it here.",
  },
  "zip-encrypted": {
    happened: "The ZIP archive is locked with a password.",
    kept: nothingKept,
    todo: "Unpack it with your system’s own tool and choose the folder here.",
  },
  "zip-unsafe": {
    happened: "The ZIP archive contains names or sizes that no honest export has.",
    kept: nothingKept,
    todo: "Get the archive from its source again. If you trust it, unpack it and choose the folder.",
  },
  "too-many-files": {
    happened: "There are more files in it than can be read at once.",
    kept: nothingKept,
    todo: "Choose a smaller folder, or several one after the other.",
  },
  "nothing-to-keep": {
    happened: "Nothing in it can become an entry.",
    kept: nothingKept,
    todo: "Look at the reasons, or choose another file.",
  },
  "unknown-author": {
    happened: "The name that was chosen does not occur in this history.",
    kept: nothingKept,
    todo: "Choose the files again and tick the names that are yours.",
  },
  "not-previewed": {
    happened: "What was looked at is no longer at hand.",
    kept: nothingKept,
    todo: "Choose the files again.",
  },
  "sample-missing": {
    happened: "The sample writer could not be read.",
    kept: nothingLost,
    todo: "Check that the app is still being served, and try again.",
  },
  failed: {
    happened: "The import could not be finished.",
    kept: "Batches that were stored are still there and can be undone in the list of imports.",
    todo: "Try it again: what is already there is not stored twice.",
  },
};

/** The words for an error code; codes that nobody knows get those of `unexpected`. */
export function errorText(code: string): ErrorText {
  return Object.hasOwn(texts, code) ? texts[code as KnownErrorCode] : texts.unexpected;
}

/** Anything thrown, as the screens carry it; a cancel is `aborted`. */
export function toAssistantError(error: unknown): AssistantError {
  return isAbortError(error) ? { code: "aborted", message: "Stopped." } : describeError(error);
}
