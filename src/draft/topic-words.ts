import { foldWord, segmentWords } from "../text/words.ts";

/** Words shorter than this are mostly function words. */
const fewestLetters = 4;
/** Longer words are alike when they begin alike: “lift”, “lifting”. */
const stemLetters = 5;
/** So many related words are as good as all. */
const relatedWanted = 4;
const relatedShare = 0.4;

/** The words of a topic, and words that stand in several passages about it. */
export interface TopicWords {
  readonly own: ReadonlySet<string>;
  readonly related: ReadonlySet<string>;
}

/** From the topic and the passages that were found for it; `others` are texts about anything, whose words tell nothing. */
export function readTopicWords(
  topics: readonly string[],
  passages: readonly string[],
  others: readonly string[],
): TopicWords {
  const own = new Set(topics.flatMap((topic) => [...stemsOf(topic)]));
  const counts = new Map<string, number>();
  for (const passage of passages) for (const stem of stemsOf(passage)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const usual = new Map<string, number>();
  for (const other of others) for (const stem of stemsOf(other)) usual.set(stem, (usual.get(stem) ?? 0) + 1);
  const related = new Set<string>();
  for (const [stem, count] of counts) {
    if (own.has(stem) || count < 2) continue;
    const expected = (passages.length * (usual.get(stem) ?? 0)) / Math.max(1, others.length);
    if (count > 2 * expected) related.add(stem);
  }
  return { own, related };
}

/** How much of the topic a text takes up, 0–1. */
export function topicShare(text: string, { own, related }: TopicWords): number {
  if (own.size === 0) return 0;
  const stems = stemsOf(text);
  const direct = [...own].filter((stem) => stems.has(stem)).length / own.size;
  const near = Math.min(1, [...related].filter((stem) => stems.has(stem)).length / relatedWanted);
  return Math.min(1, direct + relatedShare * near);
}

function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const { text: word } of segmentWords(text)) {
    const folded = foldWord(word);
    if (folded.length >= fewestLetters) stems.add(folded.slice(0, stemLetters));
  }
  return stems;
}
