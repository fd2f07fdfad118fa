import type { Assistant } from "../../app/assistant.ts";
import type { ImportProgress } from "../../app/import-desk.ts";
import { beginDocument } from "../write/open-document.ts";
import { readSampleAbout } from "./sample-about.ts";

const fallbackText = "I was going to ";

/**
 * Imports the sample writer and puts a half sentence into a new document; `onProgress` hears fractions of the whole.
 * Answers with the id of the import.
 */
export async function loadSample(assistant: Assistant, onProgress: (fraction: number | null) => void): Promise<string> {
  const report =
    (from: number) =>
    ({ doneBytes, totalBytes }: ImportProgress): void =>
      onProgress(totalBytes > 0 ? from + Math.min(1, doneBytes / totalBytes) / 2 : null);
  const { tryText } = await readSampleAbout();
  const preview = await assistant.imports.preview({ kind: "sample" }, { onProgress: report(0) });
  const outcome = await assistant.imports.keep(preview.id, { me: preview.me.names }, { onProgress: report(0.5) });
  beginDocument({ text: tryText.trim() === "" ? fallbackText : tryText });
  return outcome.importId;
}
