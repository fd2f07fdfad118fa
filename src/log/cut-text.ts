/** [T6] The longest entry that is made from a file without records of its own. */
export const maxEntryChars = 20_000;

/** Cuts a long text into pieces at the last paragraph, line, sentence or word end before the limit; loses nothing but blank space. */
export function cutText(text: string, maxChars: number = maxEntryChars): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > maxChars) {
    const window = rest.slice(0, maxChars);
    const half = maxChars / 2;
    const sentence = Math.max(window.lastIndexOf(". "), window.lastIndexOf("! "), window.lastIndexOf("? ")) + 1;
    const end =
      [window.lastIndexOf("\n\n"), window.lastIndexOf("\n"), sentence, window.lastIndexOf(" ")].find(
        (at) => at > half,
      ) ?? endOfCharacter(rest, maxChars);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== "") pieces.push(rest);
  return pieces.filter((piece) => piece !== "");
}

/** Does not part a surrogate pair. */
function endOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
