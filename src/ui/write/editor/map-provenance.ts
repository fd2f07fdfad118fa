import type { ChangeDesc } from "@codemirror/state";

import type { WrittenDocument } from "../../../store/store.ts";

/** A stretch that was not typed by the person; UTF-16 offsets, end exclusive. */
export type ProvenanceRange = WrittenDocument["provenance"][number];

/**
 * Moves ranges through an edit. What is typed inside a range is the person's own and cuts it in two; what is deleted
 * shrinks it. Neighbours of the same origin are joined.
 */
export function mapProvenance(ranges: readonly ProvenanceRange[], changes: ChangeDesc): readonly ProvenanceRange[] {
  if (changes.empty || ranges.length === 0) return ranges;
  const insertions: { start: number; end: number }[] = [];
  changes.iterChangedRanges((_fromA, _toA, start, end) => {
    if (end > start) insertions.push({ start, end });
  }, true);
  const mapped: ProvenanceRange[] = [];
  for (const range of ranges) {
    let start = changes.mapPos(range.start, 1);
    const end = changes.mapPos(range.end, -1);
    for (const insertion of insertions) {
      if (insertion.end <= start || insertion.start >= end) continue;
      if (insertion.start > start) mapped.push({ start, end: insertion.start, origin: range.origin });
      start = insertion.end;
    }
    if (end > start) mapped.push({ start, end, origin: range.origin });
  }
  return joinProvenance(mapped);
}

/** Sorts ranges and joins those of one origin that touch. */
export function joinProvenance(ranges: readonly ProvenanceRange[]): readonly ProvenanceRange[] {
  const joined: ProvenanceRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && last.origin === range.origin && last.end >= range.start) {
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    } else joined.push(range);
  }
  return joined;
}
