/** What is known beside the raw text of a suggestion. */
export interface TidyContext {
  readonly textBefore: string;
  readonly textAfter: string;
  /** The model was cut off: the last word may be half. */
  readonly isCutOff: boolean;
}

const fewestCharacters = 2;

/**
 * Makes a continuation fit for showing at the caret: whole words of one sentence, on one line, nothing that stands there
 * already. Empty when nothing is left. Rules [P4] to [P9] of SPEC.md.
 */
export function tidySuggestion(raw: string, { textBefore, textAfter, isCutOff }: TidyContext): string {
  let text = raw;
  const line = text.search(/[\n\r\u2028\u2029]/u);
  const isWhole = line !== -1 || !isCutOff;
  if (line !== -1) text = text.slice(0, line);
  const mark = text.indexOf("<|");
  if (mark !== -1) text = text.slice(0, mark);
  text = text.replaceAll(/[\p{Cc}\uFFFD]/gu, "");
  if (/\s$/u.test(textBefore) || textBefore === "") text = text.trimStart();
  text = cutAtSentence(text) ?? (isWhole ? text : dropHalfWord(text));
  text = cutRepetition(text, textBefore);
  text = cutOverlap(text, textAfter).trimEnd();
  const dots = text.search(/\.\.|…/u);
  if (dots !== -1) text = text.slice(0, dots).trimEnd();
  if (text.trim().length < fewestCharacters || !/[\p{L}\p{N}]/u.test(text)) return "";
  return text;
}

/** Up to the first end of a sentence, or null where there is none. */
function cutAtSentence(text: string): string | null {
  const end = /[\p{L}\p{N})\]"”’][.!?]+["”’)\]]*(?=\s|$)/u.exec(text);
  return end === null ? null : text.slice(0, end.index + end[0].length);
}

/** “ going to the har” → “ going to the”; what ends with a sign is whole. */
function dropHalfWord(text: string): string {
  return /[\p{L}\p{N}\p{M}'’-]$/u.test(text) ? text.replace(/\s*\S+$/u, "") : text;
}

/** Cuts before a word that only says the one before it again, or a run of words that has just been said. */
function cutRepetition(text: string, textBefore: string): string {
  const before = textBefore.slice(-60).toLowerCase().match(/\S+/gu) ?? [];
  const isNewWord = /^\s/u.test(text) || /\s$/u.test(textBefore) || textBefore === "";
  const words = [...text.matchAll(/\S+/gu)];
  const said = [...before];
  for (const [i, word] of words.entries()) {
    const folded = word[0].toLowerCase();
    if (i === 0 && !isNewWord) {
      said.push((said.pop() ?? "") + folded);
      continue;
    }
    said.push(folded);
    const isTwice = said.at(-1) === said.at(-2) && /\p{L}/u.test(folded);
    const isRun =
      said.length >= 6 && [1, 2, 3].every((back) => said.at(-back) === said.at(-back - 3)) && /\p{L}/u.test(folded);
    if (isTwice || isRun) return text.slice(0, word.index).trimEnd();
  }
  return text;
}

/** Takes from the end what the text after the caret begins with. */
function cutOverlap(text: string, textAfter: string): string {
  const after = textAfter.trimStart();
  if (after === "") return text;
  const suggestion = text.trimEnd();
  for (let length = Math.min(suggestion.length, after.length); length >= 1; length--) {
    if (!after.startsWith(suggestion.slice(-length))) continue;
    const isWordStart = length === suggestion.length || /[^\p{L}\p{N}]$/u.test(suggestion.slice(0, -length));
    const isWordEnd = !/[\p{L}\p{N}]/u.test(after.charAt(length)) || !/[\p{L}\p{N}]/u.test(suggestion.at(-1) ?? "");
    if ((isWordStart || !/^[\p{L}\p{N}]/u.test(suggestion.slice(-length))) && isWordEnd) {
      return suggestion.slice(0, -length).trimEnd();
    }
  }
  return text;
}
