const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** How many characters (UTF-16) of a text make up its first word, with the space before and the punctuation after it. */
export function nextWordLength(text: string): number {
  let end = 0;
  let hasWord = false;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const isSpace = segment.trim() === "";
    if (hasWord && (isWordLike || isSpace)) break;
    if (!hasWord && isSpace && end > 0 && text.slice(0, end).trim() !== "") break;
    hasWord ||= isWordLike === true;
    end += segment.length;
  }
  return end;
}
