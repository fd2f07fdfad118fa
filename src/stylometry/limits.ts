/** Fewer words than this have no distance that would tell anybody from anybody. */
export const fewestWordsForDistance = 20;
