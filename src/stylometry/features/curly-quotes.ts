import { sayShare } from "../plain-numbers.ts";
import { shareOfChoices } from "../style-feature.ts";

/** Curly against straight quotation marks and apostrophes. */
export const curlyQuotes = shareOfChoices(/[“”‘’]/gu, /["']/gu, {
  name: "curly-quotes",
  fewest: 3,
  smallest: 0.4,
  describe: (value, mean) =>
    `${sayShare(mean)} of your quotation marks and apostrophes are curly (“ ”, ’); here it is ${sayShare(value)}.`,
});
