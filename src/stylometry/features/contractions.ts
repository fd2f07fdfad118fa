import { shareOfChoices } from "../style-feature.ts";

/** “don’t”, “I’m” against “do not”, “I am”. */
export const contractions = shareOfChoices(
  /(?<!\p{L})(?:\p{L}+n['’]t|(?:i|you|he|she|it|we|they|that|there|what|who)['’](?:m|re|ve|ll|d|s)|(?:do|ca|wo|did|does|is|was|are|have|had|would|could|should)nt|im|ive|thats)(?!\p{L})/giu,
  /(?<!\p{L})(?:(?:do|does|did|is|are|was|were|have|has|had|will|would|could|should|can) ?not|i (?:am|have|will)|(?:you|we|they) (?:are|have|will)|(?:it|that|he|she|there) (?:is|has|will))(?!\p{L})/giu,
  {
    name: "contractions",
    fewest: 3,
    smallest: 0.3,
    habit: "shorten (“don’t”, “I’m”)",
    group: "apostrophes",
  },
);
