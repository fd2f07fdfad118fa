import { sayShare } from "../plain-numbers.ts";
import { shareOfChoices } from "../style-feature.ts";

/** Long dashes (—, –) against hyphens that stand for them. */
export const dashKind = shareOfChoices(/[–—]/gu, /(?<=\s)-{1,2}(?=\s)|(?<=\p{L})--(?=\p{L})/gu, {
  name: "dash-kind",
  fewest: 2,
  smallest: 0.4,
  describe: (value, mean) => `${sayShare(mean)} of your dashes are long ones (—); here it is ${sayShare(value)}.`,
});
