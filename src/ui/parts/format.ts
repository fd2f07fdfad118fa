/** The language of the screens, in the spelling and the number forms of the reader where that is English. */
export const locale =
  typeof navigator !== "undefined" && navigator.language.startsWith("en") ? navigator.language : "en-GB";

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules("en");
const dateAndTime: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};

/** A whole number with the separators of the reader's language. */
export function formatNumber(value: number): string {
  return numbers.format(Math.round(value));
}

/** `1 entry`, `2 entries`. */
export function count(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${plurals.select(value) === "one" ? one : many}`;
}

/** Bytes in kB, MB or GB (powers of ten, as browsers count storage). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return count(bytes, "byte", "bytes");
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : formatNumber(value)} ${units[power - 1]}`;
}

/** Milliseconds as a person would say them. */
export function formatDuration(ms: number): string {
  if (ms < 950) return `${formatNumber(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${formatNumber((ms % 60_000) / 1000)} s`;
}

const dayMs = 86_400_000;

/**
 * When something was written. A time without a zone is shown as the export gave it, and midnight without a zone as the
 * day alone: it is what an export with days only gives.
 */
export function formatSentAt(sentAt: number | null, isLocalTime: boolean): string {
  if (sentAt === null) return "no date";
  if (!isLocalTime) return new Intl.DateTimeFormat(locale, dateAndTime).format(sentAt);
  const { day, month, year } = dateAndTime;
  const shown = sentAt % dayMs === 0 ? { day, month, year } : dateAndTime;
  return new Intl.DateTimeFormat(locale, { ...shown, timeZone: "UTC" } as Intl.DateTimeFormatOptions).format(sentAt);
}

/** A day without its time. */
export function formatDay(time: number): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(time);
}

/** A period, as precisely as needed. */
export function formatPeriod(from: number | null, to: number | null): string {
  if (from === null || to === null) return "no dates";
  const first = formatDay(from);
  const last = formatDay(to);
  return first === last ? first : `${first} to ${last}`;
}
