/** What a replayed suggestion must tell. */
export interface ReplayedSuggestion {
  readonly text: string;
  /** Probability of its first word, 0–1. */
  readonly confidence: number;
}

/** Asked once per key press; null is silence. */
export type Suggest = (textBefore: string) => ReplayedSuggestion | null | Promise<ReplayedSuggestion | null>;

export interface TypingReplay {
  readonly characters: number;
  readonly keys: number;
  /** 1 − keys ÷ characters. */
  readonly keystrokeSavings: number;
  /** Key presses after which a suggestion stood there. */
  readonly shown: number;
  /** Of these, how many had the right first word. */
  readonly right: number;
  /** right ÷ shown; null when nothing was shown. */
  readonly precision: number | null;
  /** Per shown suggestion, for a curve over thresholds: confidence and whether the first word was right. */
  readonly outcomes: readonly { readonly confidence: number; readonly isRight: boolean }[];
}

/**
 * Replays a writer who types texts and accepts what is right: with one key all of it, else word by word, as far as it is
 * right and saves keys. Nothing after the caret is ever passed on.
 */
export async function replayTyping(texts: readonly string[], suggest: Suggest): Promise<TypingReplay> {
  let characters = 0;
  let keys = 0;
  let right = 0;
  const outcomes: { confidence: number; isRight: boolean }[] = [];
  for (const text of texts) {
    characters += text.length;
    let at = 0;
    while (at < text.length) {
      // oxlint-disable-next-line no-await-in-loop -- the next key is pressed after the suggestion was seen
      const suggestion = await suggest(text.slice(0, at));
      if (suggestion !== null) {
        const words = rightWords(suggestion.text, text.slice(at));
        const isRight = words.count > 0;
        outcomes.push({ confidence: suggestion.confidence, isRight });
        if (isRight) right++;
        const cost = words.characters === suggestion.text.length ? 1 : words.count;
        if (words.characters > cost) {
          keys += cost;
          at += words.characters;
          continue;
        }
      }
      keys++;
      // One key types one character, also one outside the basic plane.
      at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    }
  }
  return {
    characters,
    keys,
    keystrokeSavings: characters === 0 ? 0 : 1 - keys / characters,
    shown: outcomes.length,
    right,
    precision: outcomes.length === 0 ? null : right / outcomes.length,
    outcomes,
  };
}

/** How many whole words at the beginning of the suggestion are what was really written, and how long they are. */
function rightWords(suggested: string, actual: string): { readonly count: number; readonly characters: number } {
  let count = 0;
  let characters = 0;
  for (const match of suggested.matchAll(/\s*\S+/gu)) {
    const end = match.index + match[0].length;
    const isSame = actual.startsWith(match[0], match.index) && suggested.slice(0, end) === actual.slice(0, end);
    const isWhole = !/[\p{L}\p{N}]$/u.test(match[0]) || !/^[\p{L}\p{N}]/u.test(actual.slice(end));
    if (!isSame || !isWhole) break;
    count++;
    characters = end;
  }
  return { count, characters };
}
