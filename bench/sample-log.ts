import type { LogEntry } from "../src/log/log-entry.ts";

/** A generator of numbers in [0, 1) that repeats itself (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = Array.from("etaoinshrdlcumwfgypbvkjxqz").flatMap((first) =>
  Array.from("eaoiurlhnts").map((second) => first + second),
);

/** The word of a rank: the frequent ones are short, and beginnings are shared about as much as in English. */
export function wordOfRank(rank: number): string {
  let rest = rank + 1;
  let word = "";
  while (rest > 0) {
    // A step that shares no factor with their number spreads neighbouring ranks over all syllables.
    word += syllables[(rest * 101) % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}

/** Entries as a log holds them: 5–60 words by Zipf's law over 30,000, one every 40 minutes or so, nine of ten own. */
export function* sampleLog(count: number, seed = 1): Generator<LogEntry> {
  const random = seededRandom(seed);
  const registers = ["post", "reply", "message", "diary"];
  let sentAt = Date.UTC(2012, 0, 1);
  for (let index = 0; index < count; index++) {
    sentAt += Math.floor(random() * 80 * 60_000);
    const words: string[] = [];
    const length = 5 + Math.floor(random() ** 2 * 55);
    // Inverse of the distribution function of 1/rank.
    for (let at = 0; at < length; at++) words.push(wordOfRank(Math.floor(30_000 ** random()) - 1));
    yield {
      id: `x:${seed}-${index}`,
      source: "x",
      importId: "bench",
      author: "me",
      isOwn: random() < 0.9,
      sentAt,
      isLocalTime: false,
      register: registers[Math.floor(random() * registers.length)] ?? "post",
      recipient: random() < 0.5 ? `friend-${Math.floor(random() ** 2 * 200)}` : null,
      text: words.join(" "),
      context: null,
      isExcluded: false,
    };
  }
}
