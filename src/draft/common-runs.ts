import { foldWord, segmentWords, type Span } from "../text/words.ts";

/** Words in a row that two texts have in common. */
export interface CommonRun {
  readonly words: number;
  /** Where it stands in the one and in the other text; UTF-16 offsets. */
  readonly draft: Span;
  readonly entry: Span;
}

/** The longest runs of at least `fewest` words that a draft shares with an entry, longest first, none inside another. */
export function findCommonRuns(draft: string, entry: string, fewest = 3): CommonRun[] {
  const a = segmentWords(draft);
  const b = segmentWords(entry);
  const foldedA = a.map((word) => foldWord(word.text));
  const places = new Map<string, number[]>();
  b.forEach((word, j) => {
    const folded = foldWord(word.text);
    const known = places.get(folded);
    if (known === undefined) places.set(folded, [j]);
    else known.push(j);
  });
  // Length of the run that ends at word i of the draft and word j of the entry; only the row before is needed.
  let before = new Map<number, number>();
  const found: { i: number; j: number; words: number }[] = [];
  foldedA.forEach((folded, i) => {
    const row = new Map<number, number>();
    for (const j of places.get(folded) ?? []) row.set(j, (before.get(j - 1) ?? 0) + 1);
    for (const [j, words] of before) if (words >= fewest && !row.has(j + 1)) found.push({ i: i - 1, j, words });
    before = row;
  });
  for (const [j, words] of before) if (words >= fewest) found.push({ i: a.length - 1, j, words });

  found.sort((x, y) => y.words - x.words || x.i - y.i || x.j - y.j);
  const kept: CommonRun[] = [];
  for (const { i, j, words } of found) {
    const span = { start: a[i - words + 1]?.start ?? 0, end: a[i]?.end ?? 0 };
    if (kept.some((run) => run.draft.start < span.end && span.start < run.draft.end)) continue;
    kept.push({ words, draft: span, entry: { start: b[j - words + 1]?.start ?? 0, end: b[j]?.end ?? 0 } });
  }
  return kept;
}
