import { shareOfChoices } from "../style-feature.ts";

/** “dont”, “im” against “don’t”, “I’m”. */
export const droppedApostrophes = shareOfChoices(
  /(?<!\p{L})(?:(?:do|ca|wo|did|does|is|was|are|have|had|would|could|should)nt|im|ive|thats|youre|theyre)(?!\p{L})/giu,
  /(?<!\p{L})(?:\p{L}+n['’]t|(?:i|you|they|that)['’](?:m|ve|s|re))(?!\p{L})/giu,
  {
    name: "dropped-apostrophes",
    fewest: 2,
    smallest: 0.3,
    habit: "leave the apostrophe out (“dont”)",
    group: "apostrophes",
  },
);
