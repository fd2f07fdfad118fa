import { shareOfSentences } from "../style-feature.ts";

/** Sentences that begin with a small letter. */
export const lowerCaseStarts = shareOfSentences((sentence) => /^["'“‘(]?\p{Ll}/u.test(sentence), {
  name: "lower-case-starts",
  smallest: 0.25,
  doSo: "begin with a small letter",
});
