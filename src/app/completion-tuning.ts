/**
 * The numbers of the predictor. Chosen so that more than half of what is shown begins with the right word, counted at every
 * key press of a replayed writer: on the fourth fifth of nine authors' entries after their first 64 %, and, for the model's
 * thresholds, on some hundred characters of the last fifth of three of them.
 */
export interface CompletionTuning {
  /** Nothing of the instant tier is shown below this probability of its first word. */
  readonly instantThreshold: number;
  /** The same for the model. */
  readonly modelThreshold: number;
  /** The same in the middle of a word where the instant tier does not think of the same word. */
  readonly doubtThreshold: number;
  /** The model stops before a token that is less likely than this. */
  readonly minProbability: number;
  readonly maxTokens: number;
  /** How much the person's own n-gram model may count, 0–1. */
  readonly personalWeight: number;
}

export const defaultTuning: CompletionTuning = {
  instantThreshold: 0.7,
  modelThreshold: 0.75,
  doubtThreshold: 0.85,
  minProbability: 0.3,
  maxTokens: 10,
  personalWeight: 0.9,
};

/** Prompt for a model with a context of 512 tokens: room is left for what is generated. */
export const completionBudget = { promptTokens: 320, passages: 6 } as const;
