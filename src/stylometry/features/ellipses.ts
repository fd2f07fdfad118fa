import { ratePerWord } from "../style-feature.ts";

/** Trailing dots per word. */
export const ellipses = ratePerWord(/\.{2,}|…/gu, {
  name: "ellipses",
  smallest: 0.012,
  one: "row of dots (…)",
  many: "rows of dots (…)",
  akin: /\b(?:anyway|perhaps|maybe|i suppose|we shall see|we'll see|who knows|i think|probably|might|not sure)\b/iu,
});
