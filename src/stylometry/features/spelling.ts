import { shareOfChoices } from "../style-feature.ts";

/** Endings that British and American English write differently: British first. */
const pairs: readonly (readonly [british: string, american: string])[] = [
  [
    "(?:col|fav|hon|lab|neighb|behavi|flav|hum|rum|harb|endeav|vig|arm|parl|sav)our(?:s|ed|ing|ite|ites|able|hood|al)?",
    "(?:col|fav|hon|lab|neighb|behavi|flav|hum|rum|harb|endeav|vig|arm|parl|sav)or(?:s|ed|ing|ite|ites|able|hood|al)?",
  ],
  [
    "(?:organ|real|recogn|apolog|emphas|summar|critic|special|minim|maxim|priorit|character)is(?:e|es|ed|ing|ation|ations)",
    "(?:organ|real|recogn|apolog|emphas|summar|critic|special|minim|maxim|priorit|character)iz(?:e|es|ed|ing|ation|ations)",
  ],
  [
    "(?:travel|cancel|label|model|signal|fuel)l(?:ed|ing|er|ers)",
    "(?:travel|cancel|label|model|signal|fuel)(?:ed|ing|er|ers)",
  ],
  ["(?:cata|dia|ana)logue(?:s)?", "(?:cata|dia|ana)log(?:s)?"],
  ["(?:cent|theat|lit|fib)re(?:s|d)?", "(?:cent|theat|lit|fib)er(?:s|ed)?"],
  ["(?:defen|offen)ce(?:s)?", "(?:defen|offen)se(?:s)?"],
  ["grey(?:s|er|ish)?", "gray(?:s|er|ish)?"],
  ["learnt|spelt|burnt|dreamt|spoilt", "learned|spelled|burned|dreamed|spoiled"],
];

const words = (side: 0 | 1): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${pairs.map((pair) => pair[side]).join("|")})(?!\\p{L})`, "giu");

/** British against American spelling. */
export const spelling = shareOfChoices(words(0), words(1), {
  name: "spelling",
  fewest: 1,
  smallest: 0.6,
  habit: "take the British one of two spellings (“colour”, “organise”)",
});
