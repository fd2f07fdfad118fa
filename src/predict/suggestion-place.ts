/** The address at the end of a line that is still being written. */
const openAddress = /(?:https?:\/\/|www\.|\S+@)\S*$|\]\([^)\s]*$|<[\w/][^>]*$/u;

/**
 * Whether ghost text may stand at the caret: not in the middle of a word, not in code, not in an address. Rules [P1] to
 * [P3] of SPEC.md.
 */
export function isSuggestionPlace(textBefore: string, textAfter: string): boolean {
  if (/^[\p{L}\p{N}\p{M}]/u.test(textAfter)) return false;
  const line = textBefore.slice(textBefore.lastIndexOf("\n") + 1);
  if (openAddress.test(line)) return false;
  return !isInCode(textBefore, line);
}

function isInCode(textBefore: string, line: string): boolean {
  let fence: string | null = null;
  for (const match of textBefore.matchAll(/^ {0,3}(`{3,}|~{3,})/gmu)) {
    const mark = match[1] as string;
    if (fence === null) fence = mark;
    else if (mark.startsWith(fence)) fence = null;
  }
  if (fence !== null) return true;
  // Indented code, but not the text of a list.
  if (/^(?: {4}|\t)/u.test(line) && /(?:^|\n)[^\S\n]*\n[^\n]*$/u.test(`\n${textBefore}`)) return true;
  return (line.match(/`/gu)?.length ?? 0) % 2 === 1;
}
