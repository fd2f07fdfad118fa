import { ratePerWord } from "../style-feature.ts";

/** Pictures and faces made of signs, per word. */
export const emoji = ratePerWord(
  /(?![©®™])\p{Extended_Pictographic}(?:\u{FE0F}|\u{200D}\p{Extended_Pictographic}|\p{Emoji_Modifier})*|(?<=^|\s)[:;=8][-o]?[)(DPp/|](?=$|\s)|<3/gu,
  {
    name: "emoji",
    smallest: 0.01,
    one: "emoji or smiley",
    many: "emoji and smileys",
    akin: /\b(?:love|loved|lovely|happy|glad|laughed|funny|nice|thanks|thank you|sorry|fun|great|proud|wonderful)\b/iu,
  },
);
