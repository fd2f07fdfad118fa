/** What an n-gram model knows about the next token: sparse probabilities and how much they may be trusted. */
export interface NgramPrediction {
  /** Probability of each token seen after this history; sums to at most 1. */
  readonly probabilities: ReadonlyMap<number, number>;
  /** 0–1: how far the evidence (length and count of the match) carries; 0 when nothing matched. */
  readonly confidence: number;
  /** Tokens of history that matched. */
  readonly matchLength: number;
}
