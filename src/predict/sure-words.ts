/** A token of a continuation, as engines report it. */
export interface ContinuationToken {
  readonly text: string;
  /** Natural logarithm. */
  readonly logProbability: number;
  /** How likely it was that a word is over before this token. */
  readonly breakProbability: number;
}

/** What a model wrote behind a text, beginning with what it was forced to begin with. */
export interface Continuation {
  readonly tokens: readonly ContinuationToken[];
  /** How likely the forced beginning was, as a natural logarithm. */
  readonly forcedLogProbability: number;
  /** The `breakProbability` after the last token; null where the text was cut off. */
  readonly endBreakProbability: number | null;
}

export interface SureWords {
  /** Without the forced beginning. */
  readonly text: string;
  /** Probability that the first new word, as a whole word, is right, given what was typed of it. */
  readonly confidence: number;
}

/**
 * The beginning of a continuation that is likely enough: the first new word, and what follows it as long as everything
 * together stays as likely as `continueThreshold`. It ends where a word ends. Null when no word was finished. [P5] [P10]
 */
export function keepSureWords(
  { tokens, forcedLogProbability, endBreakProbability }: Continuation,
  forcedCharacters: number,
  continueThreshold: number,
): SureWords | null {
  let written = "";
  let log = -forcedLogProbability;
  let sure: SureWords | null = null;
  /** Takes what is written up to here, if a word ends here; tells whether it may go on. */
  const endHere = (breakProbability: number): boolean => {
    const text = written.slice(forcedCharacters);
    if (!/[\p{L}\p{N}]/u.test(text)) return true;
    const isInWord = /[\p{L}\p{N}\p{M}'’]$/u.test(text);
    const probability = Math.min(1, Math.exp(log) * (isInWord ? breakProbability : 1));
    if (sure !== null && probability < continueThreshold) return false;
    sure = { text, confidence: sure?.confidence ?? probability };
    return true;
  };
  for (const token of tokens) {
    const isBreak = written.length > forcedCharacters && !/^[\p{L}\p{N}\p{M}'’]/u.test(token.text) && token.text !== "";
    if (isBreak && !endHere(token.breakProbability)) return sure;
    log += token.logProbability;
    written += token.text;
  }
  if (endBreakProbability !== null) endHere(endBreakProbability);
  return sure;
}
