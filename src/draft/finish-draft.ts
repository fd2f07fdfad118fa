import { segmentSentences } from "../text/sentences.ts";

/**
 * Takes the half sentence off the end of a draft that was cut off; what the model ended by itself stays. A draft of one
 * half sentence keeps its whole words.
 */
export function finishDraft(raw: string, isCutOff: boolean): string {
  const text = raw.trim();
  if (!isCutOff) return text;
  const sentences = segmentSentences(text);
  const last = sentences.at(-1);
  if (last === undefined) return text;
  // “P.” at the end is the beginning of a postscript.
  if (/[.!?…]["'”’)\]]*$/u.test(text) && !/(?<!\p{L})\p{Lu}\.$/u.test(text)) return text;
  if (sentences.length === 1) return text.replace(/\s+\S*$/u, "");
  return text.slice(0, last.start).trimEnd();
}
