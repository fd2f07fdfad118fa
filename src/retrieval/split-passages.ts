import { segmentSentences } from "../text/sentences.ts";
import type { Span } from "../text/words.ts";

/** Longest passage in UTF-16 units: several have to fit into a small model's context. */
export const passageCharacters = 360;

/** Cuts an entry into passages of whole sentences, of bounded length; only a longer sentence is cut at a space. */
export function splitPassages(text: string, limit = passageCharacters): Span[] {
  const passages: { start: number; end: number }[] = [];
  for (const sentence of segmentSentences(text)) {
    const last = passages.at(-1);
    if (last !== undefined && sentence.end - last.start <= limit) {
      last.end = sentence.end;
      continue;
    }
    let start = sentence.start;
    while (sentence.end - start > limit) {
      const space = text.lastIndexOf(" ", start + limit);
      const stop = space > start ? space : splitBetweenCharacters(text, start + limit);
      passages.push({ start, end: stop });
      start = text[stop] === " " ? stop + 1 : stop;
    }
    if (start < sentence.end) passages.push({ start, end: sentence.end });
  }
  return passages;
}

/** Never between the two halves of a surrogate pair. */
function splitBetweenCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
