import { useEffect, useState } from "react";

import { useAssistantState } from "../parts/assistant-context.ts";

/** What `public/sample/about.json` offers for trying the three verbs on the sample writer. */
export interface SampleAbout {
  /** A half sentence that the sample writer would end in a known way. */
  readonly tryText: string;
  readonly tryTopics: readonly string[];
  /** A text that the sample writer would never write. */
  readonly tryCritique: string;
}

const nothing: SampleAbout = { tryText: "", tryTopics: [], tryCritique: "" };

let reading: Promise<SampleAbout> | undefined;

async function read(): Promise<SampleAbout> {
  const response = await fetch(`${import.meta.env.BASE_URL}sample/about.json`);
  const about: unknown = response.ok ? await response.json() : null;
  if (typeof about !== "object" || about === null) return nothing;
  const { tryText, tryTopics, tryCritique } = about as Readonly<Record<string, unknown>>;
  return {
    tryText: typeof tryText === "string" ? tryText : "",
    tryTopics: Array.isArray(tryTopics) ? tryTopics.filter((topic) => typeof topic === "string") : [],
    tryCritique: typeof tryCritique === "string" ? tryCritique : "",
  };
}

/** Reads it once from the origin; nothing to try when it cannot be read. */
export function readSampleAbout(): Promise<SampleAbout> {
  reading ??= read().catch(() => {
    reading = undefined;
    return nothing;
  });
  return reading;
}

/** What to try, while the log holds nobody but the sample writer; null else. */
export function useSampleTries(): SampleAbout | null {
  const isSampleOnly = useAssistantState((state) => {
    const sources = Object.entries(state.log?.sources ?? {}).filter(([, entries]) => entries > 0);
    return sources.length === 1 && sources[0]?.[0] === "sample";
  });
  const [about, setAbout] = useState<SampleAbout | null>(null);
  useEffect(() => {
    if (!isSampleOnly) return undefined;
    let isCurrent = true;
    void readSampleAbout().then((found) => isCurrent && setAbout(found));
    return () => {
      isCurrent = false;
    };
  }, [isSampleOnly]);
  return isSampleOnly ? about : null;
}
