import { shareOfSentences } from "../style-feature.ts";

/** Sentences and lines that end without any mark. */
export const openEnds = shareOfSentences((sentence) => /[\p{L}\p{N}]$/u.test(sentence), {
  name: "open-ends",
  smallest: 0.25,
  doSo: "end without a mark",
});
