/**
 * The numbers of the predictor, chosen on the fourth fifth of nine authors' entries after their first 64 %.
 */
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
