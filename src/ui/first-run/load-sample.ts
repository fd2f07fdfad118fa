import type { Assistant } from "../../app/assistant.ts";
import type { ImportProgress } from "../../app/import-desk.ts";
import { beginDocument } from "../write/open-document.ts";

const fallbackText = "I was going to ";

/** A half sentence that suits the sample writer; see `public/sample/about.json`. */
async function readTryText(): Promise<string> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}sample/about.json`);
    const about: unknown = response.ok ? await response.json() : null;
    const text =
      typeof about === "object" && about !== null && "tryText" in about && typeof about.tryText === "string"
        ? about.tryText
        : "";
    return text.trim() === "" ? fallbackText : text;
  } catch {
    return fallbackText;
  }
}

/** Imports the sample writer and puts a half sentence into a new document; `onProgress` hears fractions of the whole. */
export async function loadSample(assistant: Assistant, onProgress: (fraction: number | null) => void): Promise<void> {
  const report =
    (from: number) =>
    ({ doneBytes, totalBytes }: ImportProgress): void =>
      onProgress(totalBytes > 0 ? from + Math.min(1, doneBytes / totalBytes) / 2 : null);
  const text = await readTryText();
  const preview = await assistant.imports.preview({ kind: "sample" }, { onProgress: report(0) });
  await assistant.imports.keep(preview.id, { me: preview.me.names }, { onProgress: report(0.5) });
  beginDocument({ text });
}
