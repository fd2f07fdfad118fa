import { shareOfSentences } from "../style-feature.ts";

/** Sentences that end with a question mark. */
export const questions = shareOfSentences((sentence) => /\?["'”’)\]]*$/u.test(sentence), {
  name: "questions",
  smallest: 0.2,
  doSo: "are questions",
});
