import { shareOfChoices } from "../style-feature.ts";

/** “i” against “I”. */
export const lowerCaseI = shareOfChoices(
  /(?<![\p{L}\p{N}.'’-])i(?![\p{L}\p{N}.-])/gu,
  /(?<![\p{L}\p{N}.'’-])I(?![\p{L}\p{N}.-])/gu,
  {
    name: "lower-case-i",
    fewest: 1,
    smallest: 0.3,
    habit: "write “I” small",
  },
);
