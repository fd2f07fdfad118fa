import { sayShare } from "../plain-numbers.ts";
import { shareOfSentences } from "../style-feature.ts";

/** Sentences that begin with a small letter. */
export const lowerCaseStarts = shareOfSentences((sentence) => /^["'“‘(]?\p{Ll}/u.test(sentence), {
  name: "lower-case-starts",
  smallest: 0.25,
  describe: (value, mean) =>
    `You begin ${sayShare(mean)} of your sentences with a small letter; here it is ${sayShare(value)}.`,
});
