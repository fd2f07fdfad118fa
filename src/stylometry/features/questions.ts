import { sayShare } from "../plain-numbers.ts";
import { shareOfSentences } from "../style-feature.ts";

/** Sentences that end with a question mark. */
export const questions = shareOfSentences((sentence) => /\?["'”’)\]]*$/u.test(sentence), {
  name: "questions",
  smallest: 0.2,
  describe: (value, mean) => `${sayShare(mean)} of your sentences are questions; here it is ${sayShare(value)}.`,
});
