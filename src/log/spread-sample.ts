/** A few items spread over a stream of unknown length; the same stream gives the same items. */
export interface Spread<T> {
  add(item: T): void;
  /** At most `size`, in order. */
  items(): readonly T[];
}

/** Keeps every n-th item and doubles n whenever there are twice as many as wanted. */
export function createSpread<T>(size: number): Spread<T> {
  let kept: T[] = [];
  let stride = 1;
  let count = 0;
  return {
    add(item) {
      if (count++ % stride !== 0) return;
      kept.push(item);
      if (kept.length < size * 2) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    items() {
      if (kept.length <= size) return kept;
      const step = kept.length / size;
      return Array.from({ length: size }, (_, index) => kept[Math.floor(index * step)] as T);
    },
  };
}
