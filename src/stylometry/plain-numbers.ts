/** “24”, “9.5”: as exact as is worth saying. */
export function sayNumber(value: number): string {
  if (Math.abs(value) >= 10) return String(Math.round(value));
  return String(Number(value.toFixed(1)));
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
