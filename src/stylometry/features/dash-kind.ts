import { shareOfChoices } from "../style-feature.ts";

/** Long dashes (—, –) against hyphens that stand for them. */
export const dashKind = shareOfChoices(/[–—]/gu, /(?<=\s)-{1,2}(?=\s)|(?<=\p{L})--(?=\p{L})/gu, {
  name: "dash-kind",
  fewest: 2,
  smallest: 0.4,
  habit: "make dashes long ones (—)",
  group: "dashes",
});
