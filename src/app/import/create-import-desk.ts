import { ImportError } from "../../log/errors.ts";
import type { ChosenFile } from "../../log/open-sources.ts";
import type { LogSource } from "../../log/log-entry.ts";
import type { Store } from "../../store/store.ts";
import type { ImportDesk, ImportInput } from "../import-desk.ts";
import { createImportClient, type ImportClient } from "./import-client.ts";
import type { ImportMaterial } from "./import-contract.ts";

/** What an import desk is made of. */
export interface ImportDeskParts {
  readonly store: Store;
  /** Name of the store's database, as given to `openStore`; the worker opens it for itself. */
  readonly storeName?: string | undefined;
  /** Where the sample writer lies, on the app's own origin. */
  readonly sampleUrl?: string | undefined;
  readonly client?: ImportClient | undefined;
}

/** The import desk of the app: reading and storing happen in a worker, the chosen files stay here until they are kept or discarded. */
export function createImportDesk(parts: ImportDeskParts): ImportDesk {
  const { store, storeName = null, sampleUrl = "/sample/history.jsonl" } = parts;
  const client = parts.client ?? createImportClient();
  const previews = new Map<string, { readonly material: ImportMaterial; readonly source: LogSource }>();

  return {
    async preview(input, options = {}) {
      options.signal?.throwIfAborted();
      const material = await gather(input, sampleUrl, options.signal);
      const id = crypto.randomUUID();
      const preview = await client.preview({ ...material, id }, options);
      previews.set(id, { material, source: preview.source });
      return preview;
    },
    async keep(previewId, { me }, options = {}) {
      const found = previews.get(previewId);
      if (found === undefined) {
        throw new ImportError("not-previewed", "These files are not at hand any more. Choose them again.");
      }
      const importId = crypto.randomUUID();
      const outcome = await client.keep({ ...found.material, source: found.source, importId, me, storeName }, options);
      previews.delete(previewId);
      return outcome;
    },
    discard(previewId) {
      previews.delete(previewId);
      return Promise.resolve();
    },
    undo: (importId) => store.imports.undo(importId),
  };
}

async function gather(input: ImportInput, sampleUrl: string, signal?: AbortSignal): Promise<ImportMaterial> {
  if (input.kind === "paste") {
    if (input.text.trim() === "") throw new ImportError("empty", "There is no text to import. Paste some first.");
    return { files: [{ path: "Pasted text", blob: new Blob([input.text]) }], title: "Pasted text", as: "paste" };
  }
  if (input.kind === "sample") {
    const response = await fetch(sampleUrl, { signal: signal ?? null });
    if (!response.ok)
      throw new ImportError("sample-missing", "The sample writer is not there. Reload the page and try again.");
    return { files: [{ path: "sample.jsonl", blob: await response.blob() }], title: "Sample writer", as: "sample" };
  }
  const files = input.files.map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
  return { files, title: nameFiles(files), as: null };
}

/** The folder they all lie in, else the first few names. */
function nameFiles(files: readonly ChosenFile[]): string {
  const tops = [...new Set(files.map((file) => file.path.split("/", 1)[0] ?? ""))];
  const rest = tops.length > 3 ? ` and ${tops.length - 3} more` : "";
  return tops.slice(0, 3).join(", ") + rest;
}
