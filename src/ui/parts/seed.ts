let base = Math.floor(Math.random() * 2 ** 31);
let drawn = 0;

/** Fixes the seeds of this page; anything that is no whole number leaves them random. */
export function setSeed(seed: number | string | null): void {
  const value = typeof seed === "string" && seed.trim() !== "" ? Number(seed) : seed;
  if (typeof value === "number" && Number.isInteger(value)) base = value;
  drawn = 0;
}

/** The seed of every completion. */
export function completionSeed(): number {
  return base;
}

/** A seed for the next draft: another one each time, the same series for the same page seed. */
export function nextDraftSeed(): number {
  drawn += 1;
  return base + drawn;
}
