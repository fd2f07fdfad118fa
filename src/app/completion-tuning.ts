/*
 * [Note: how the numbers were found] On the fourth fifth of nine authors' entries, with what they had written before as
 * history: 1500 characters of each, from the beginnings and from the middles of entries, asked at every key. Savings were
 * weighed against how often a shown suggestion begins with the right word, wanted at least 60 % for the middle author and
 * 50 % for each. With both tiers that is 64 % (55 % to 79 % from one to the next), at keystroke savings of 21 % on average
 * (14 % to 32 %). On the last fifth after the first four, which chose nothing: 63 % (54 % to 68 %) and 18 % (11 % to 23 %);
 * with the instant tier alone 63 % (46 % to 67 %) and 13 %. `src/headless/replay.ts` counts the same on any history.
 * The instant tier is too sure of itself (what it says at 0.9 and more is right in four of five cases where the model is
 * silent), so its threshold is higher; the model's probabilities are right within a few per cent.
 */

/** The numbers of the predictor: see [Note: how the numbers were found]. */
export interface CompletionTuning {
  /** Nothing of the instant tier is shown below this probability of its first word. */
  readonly instantThreshold: number;
  /** The same for the model. */
  readonly modelThreshold: number;
  /** Further words are shown while all of them together stay this likely. */
  readonly continueThreshold: number;
  readonly maxTokens: number;
  /** How much the person's own n-gram model may count, 0–1. */
  readonly personalWeight: number;
}

export const defaultTuning: CompletionTuning = {
  instantThreshold: 0.85,
  modelThreshold: 0.6,
  continueThreshold: 0.5,
  maxTokens: 10,
  personalWeight: 0.9,
};

/** Prompt for a model with a context of 512 tokens: room is left for what is generated. */
export const completionBudget = { promptTokens: 320, passages: 6, documentCharacters: 480 } as const;
