import { sayShare } from "../plain-numbers.ts";
import { shareOfSentences } from "../style-feature.ts";

/** Sentences that end with an exclamation mark. */
export const exclamations = shareOfSentences((sentence) => /!["'”’)\]]*$/u.test(sentence), {
  name: "exclamations",
  smallest: 0.12,
  describe: (value, mean) =>
    `You end ${sayShare(mean)} of your sentences with an exclamation mark; here it is ${sayShare(value)}.`,
});
