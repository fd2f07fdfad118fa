/** What is said of a habit: the value here and the person's own mean, over how many chances each. */
export interface Comparison {
  readonly value: number;
  /** Words, sentences or choices of the text. */
  readonly opportunities: number;
  readonly mean: number;
  /** Words, sentences or choices of the person's that the mean is over. */
  readonly ownOpportunities: number;
}

/** “24”, “9.5”: as exact as is worth saying. */
export function sayNumber(value: number): string {
  if (Math.abs(value) >= 10) return sayCount(value);
  return String(Number(value.toFixed(1)));
}

/** “19,000”, “1,800”: two digits of what is large. */
export function sayCount(value: number): string {
  const step = value >= 1000 ? 10 ** (Math.floor(Math.log10(value)) - 1) : 1;
  return (Math.round(value / step) * step).toLocaleString("en");
}

/** “35 %”, never a false 0 or 100. */
export function sayShare(value: number): string {
  if (value > 0 && value < 0.01) return "under 1 %";
  if (value < 1 && value > 0.99) return "over 99 %";
  return `${Math.round(value * 100)} %`;
}

/** “2.1 in 100 words”, for a rate per word. */
export function sayPerHundred(value: number): string {
  if (value === 0) return "none";
  const perHundred = value * 100;
  if (perHundred < 0.05) return "under 0.1 in 100 words";
  return `${sayNumber(perHundred)} in 100 words`;
}

/** “3 exclamation marks here; none in your 19,000 words.” */
export function sayTimes(one: string, many: string, comparison: Comparison): string {
  const { value, opportunities, mean, ownOpportunities } = comparison;
  const hits = Math.round(value * opportunities);
  const here = hits === 0 ? `No ${many} here` : `${sayCount(hits)} ${hits === 1 ? one : many} here`;
  return `${here}; ${sayOwn(mean, opportunities, ownOpportunities)}.`;
}

/** “You never write “I” small; here 2 of 3 times.” */
export function sayHabit(habit: string, { value, opportunities, mean, ownOpportunities }: Comparison): string {
  const usual = isNever(mean, ownOpportunities)
    ? `You never ${habit}`
    : isNever(1 - mean, ownOpportunities)
      ? `You always ${habit}`
      : `You ${habit} ${sayShare(mean)} of the time`;
  const hits = Math.round(value * opportunities);
  const here =
    hits === 0
      ? "here never"
      : hits === opportunities
        ? `here ${opportunities === 1 ? "you do" : "always"}`
        : `here ${hits} of ${sayCount(opportunities)} times`;
  return `${usual}; ${here}.`;
}

/** “Sentences that begin with a small letter: 3 of 4 here; 8 % of yours.” */
export function saySentences(doSo: string, { value, opportunities, mean, ownOpportunities }: Comparison): string {
  const own = isNever(mean, ownOpportunities)
    ? `none of your ${sayCount(ownOpportunities)}`
    : isNever(1 - mean, ownOpportunities)
      ? `all of your ${sayCount(ownOpportunities)}`
      : `${sayShare(mean)} of yours`;
  return `Sentences that ${doSo}: ${Math.round(value * opportunities)} of ${sayCount(opportunities)} here; ${own}.`;
}

/** Both values as short as under a picture. */
export function sayLabels(
  kind: "average" | "rate" | "share",
  { value, opportunities, mean, ownOpportunities }: Comparison,
): { readonly ownLabel: string; readonly hereLabel: string } {
  if (kind === "average") return { ownLabel: sayNumber(mean), hereLabel: sayNumber(value) };
  if (kind === "share") return { ownLabel: sayShare(mean), hereLabel: sayShare(value) };
  const expected = mean * opportunities;
  const ownLabel = isNever(mean, ownOpportunities)
    ? "none"
    : expected < 0.5
      ? "hardly any"
      : `about ${sayCount(expected)}`;
  return { ownLabel, hereLabel: value === 0 ? "none" : sayCount(value * opportunities) };
}

function sayOwn(mean: number, words: number, ownWords: number): string {
  if (isNever(mean, ownWords)) return `none in your ${sayCount(ownWords)} words`;
  const expected = mean * words;
  if (expected >= 1.5) return `in as many words you usually have about ${sayCount(expected)}`;
  return `you use one in about ${sayCount(1 / mean)} words`;
}

function isNever(mean: number, chances: number): boolean {
  return mean * chances < 0.5;
}
