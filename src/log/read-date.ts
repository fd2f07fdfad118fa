/** A point in time as an export gives it. */
export interface ReadDate {
  /** Milliseconds since the epoch, UTC. */
  readonly sentAt: number;
  /** True when there was no zone (or no time at all): read as if it were UTC. */
  readonly isLocalTime: boolean;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const isoPattern =
  /^(\d{4}|[+-]\d{6})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** `Sat Nov 09 12:14:18 +0000 2024`, as X and C's ctime write it. */
const platformPattern = /^[A-Za-z]{3},? ([A-Za-z]{3}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$/;
/** `Sat, 09 Nov 2024 12:14:18 +0000`, as mail writes it. */
const mailPattern =
  /^(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (Z|UT|UTC|GMT|[+-]\d{4})(?: \(.*\))?$/;

/**
 * Reads ISO 8601 (also without time or zone), X's own form, mail's form, and seconds or milliseconds since the epoch;
 * null for everything else and for days that do not exist. Never `new Date(text)`: that guesses, by the machine's zone.
 */
export function readDate(value: unknown): ReadDate | null {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string" || value.length > 64) return null;
  const text = value.trim();
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) return fromEpoch(Number(text));

  const iso = isoPattern.exec(text);
  // Eight or six bare digits are a day only when they can be one; `202405` would be a month nobody writes.
  if (iso && !(/^\d+$/.test(text) && text.length !== 4 && text.length !== 8)) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const fractionMs = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
    return toDate(year, month ?? "1", day ?? "1", hour ?? "0", minute ?? "0", second ?? "0", zone, fractionMs);
  }
  const platform = platformPattern.exec(text);
  if (platform) {
    const [, month, day, hour, minute, second, zone, year] = platform;
    return toDate(year, monthNumber(month), day, hour, minute, second, zone);
  }
  const mail = mailPattern.exec(text);
  if (mail) {
    const [, day, month, year, hour, minute, second, zone] = mail;
    return toDate(year, monthNumber(month), day, hour, minute, second ?? "0", zone);
  }
  return null;
}

/** The number of a month by the beginning of its English name, as text; "0" when it is none. */
export function monthNumber(name: string | undefined): string {
  return String(months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1);
}

/** Builds a date from its parts, or null when there is no such day or time. Months count from 1. */
export function toDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour = "0",
  minute = "0",
  second = "0",
  zone?: string,
  fractionMs = 0,
): ReadDate | null {
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Leap seconds exist; the clock of JavaScript has none.
  if (!(mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && h <= 24 && mi <= 59 && s <= 60)) return null;
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d) return null;
  date.setUTCHours(h, mi, s, fractionMs);
  const offsetMinutes = readOffset(zone);
  const sentAt = date.getTime() - (offsetMinutes ?? 0) * 60_000;
  return Number.isFinite(sentAt) ? { sentAt, isLocalTime: offsetMinutes === null } : null;
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function fromEpoch(value: number): ReadDate | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  // Seconds reach 10^11 in the year 5138; milliseconds passed it in 1973.
  const sentAt = Math.round(value < 1e11 ? value * 1000 : value);
  return sentAt < 8.64e15 ? { sentAt, isLocalTime: false } : null;
}
