import { sayPerHundred } from "../plain-numbers.ts";
import { ratePerWord } from "../style-feature.ts";

/** Pictures and faces made of signs, per word. */
export const emoji = ratePerWord(
  /(?![©®™])\p{Extended_Pictographic}(?:\u{FE0F}|\u{200D}\p{Extended_Pictographic}|\p{Emoji_Modifier})*|(?<=^|\s)[:;=8][-o]?[)(DPp/|](?=$|\s)|<3/gu,
  {
    name: "emoji",
    smallest: 0.01,
    describe: (value, mean) =>
      `Of emoji and smileys you usually have ${sayPerHundred(mean)}; here it is ${sayPerHundred(value)}.`,
  },
);
