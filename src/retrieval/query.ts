import { segmentSentences } from "../text/sentences.ts";
import { foldWord, segmentWords } from "../text/words.ts";

/** Folded words and how much each counts. */
export type RetrievalQuery = ReadonlyMap<string, number>;

/** What each earlier sentence counts beside the one after it. */
const fading = 0.6;
const sentencesSeen = 4;
const longestSentence = 60;

/** The query for a text that is being written: the last sentences, the latest most; a half word at the end is left out. */
export function queryFromWriting(textBefore: string): RetrievalQuery {
  const query = new Map<string, number>();
  // A sentence without an end in sight must not make the query longer with each key.
  const tail = textBefore.slice(-2000);
  const sentences = segmentSentences(tail).slice(-sentencesSeen).reverse();
  sentences.forEach((sentence, age) => {
    const words = segmentWords(tail.slice(sentence.start, sentence.end)).slice(-longestSentence);
    const isOpen = age === 0 && /[\p{L}\p{N}]$/u.test(tail);
    for (const word of isOpen ? words.slice(0, -1) : words) addWord(query, word.text, fading ** age);
  });
  return query;
}

/** The query for a topic or for something that was said: all its words alike. */
export function queryFromTopic(...texts: readonly string[]): RetrievalQuery {
  const query = new Map<string, number>();
  for (const text of texts) for (const word of segmentWords(text)) addWord(query, word.text, 1);
  return query;
}

/** A word that is written twice does not count twice. */
function addWord(query: Map<string, number>, word: string, weight: number): void {
  const folded = foldWord(word);
  query.set(folded, Math.max(weight, query.get(folded) ?? 0));
}
