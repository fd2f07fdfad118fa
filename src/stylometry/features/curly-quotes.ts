import { shareOfChoices } from "../style-feature.ts";

/** Curly against straight quotation marks and apostrophes. */
export const curlyQuotes = shareOfChoices(/[“”‘’]/gu, /["']/gu, {
  name: "curly-quotes",
  fewest: 3,
  smallest: 0.4,
  habit: "make quotation marks and apostrophes curly (“ ”, ’)",
});
