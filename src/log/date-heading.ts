import { monthNumber, type ReadDate, toDate } from "./read-date.ts";

/** Whether `03/04/2024` is the third of April. */
export type NumericOrder = "day-first" | "month-first";

/** A line that is nothing but a date; `needsOrder` when only the rest of the file can tell day from month. */
export interface DateHeading {
  readonly date: ReadDate;
  readonly needsOrder: boolean;
  /** What the numbers themselves say about the order. */
  readonly saysOrder: NumericOrder | null;
}

const weekday =
  "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch";
const clock = String.raw`(?:[\sT,]+(?:at\s+|um\s+)?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?(?:\s*(?:uhr|h))?)?`;
const isoDate = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${clock}$`, "i");
/** `2024年5月1日（水）`, `2024년 5월 1일`. */
const easternDate =
  /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](?:\s*[(（]?(?:星期|周|週)?[\p{L}]{1,3}[)）]?)?$/u;
const dayMonth = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(\p{L}{3,9})[.,]?\s+(\d{4})${clock}$`,
  "iu",
);
const monthDay = new RegExp(String.raw`^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`, "iu");
const numeric = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4})${clock}$`, "i");
const leadingWeekday = new RegExp(String.raw`^(?:${weekday})\.?,?\s+`, "i");
const trailingWeekday = new RegExp(String.raw`,?\s+\(?(?:${weekday})\)?$`, "i");

/** Month names that do not begin like the English ones. */
const otherMonths: Readonly<Record<string, string>> = { mär: "3", mrz: "3", mai: "5", okt: "10", dez: "12" };

/** [T2] Reads a line as a date heading (`## 2024-05-01`, `Wednesday, 1 May 2024, 10:30`), or gives null. */
export function readDateHeading(line: string, order: NumericOrder = "day-first"): DateHeading | null {
  if (line.length > 80 || !/\d{4}/.test(line)) return null;
  const bare = line
    .trim()
    // Day One: “Date:⇥1 May 2024 at 10:30:00 CEST”; the name of a zone is no zone that can be computed with.
    .replace(/^date:\s+/i, "")
    .replace(/(:\d{2}(?:\s*[ap]\.?m\.?)?)\s+(?:[A-Z]{3,5}|GMT[+-]\d{1,2}(?::\d{2})?)$/i, "$1")
    .replace(/^#{1,6}\s+/, "")
    .replace(/^[*_[(=\-–—\s]+|[*_\]):.=\-–—#\s]+$/g, "")
    .replace(leadingWeekday, "")
    .replace(trailingWeekday, "");

  const eastern = easternDate.exec(bare);
  if (eastern) return heading(eastern[1], eastern[2], eastern[3], []);
  const iso = isoDate.exec(bare);
  if (iso) return heading(iso[1], iso[2], iso[3], iso.slice(4));
  const european = dayMonth.exec(bare);
  if (european) return heading(european[3], monthOf(european[2]), european[1], european.slice(4));
  const american = monthDay.exec(bare);
  if (american) return heading(american[3], monthOf(american[1]), american[2], american.slice(4));
  const numbers = numeric.exec(bare);
  if (!numbers) return null;

  const [first, second] = [Number(numbers[1]), Number(numbers[3])];
  const saysOrder = first > 12 || numbers[2] === "." ? "day-first" : second > 12 ? "month-first" : null;
  const isDayFirst = (saysOrder ?? order) === "day-first";
  const [day, month] = isDayFirst ? [numbers[1], numbers[3]] : [numbers[3], numbers[1]];
  const found = heading(numbers[4], month, day, numbers.slice(5));
  return found && { ...found, needsOrder: saysOrder === null && first !== second, saysOrder };
}

const inlinePattern =
  /^\s*(?:[-*]\s+)?\[?(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([ap])\.?m\b\.?)?)?\]?(?:\s*[:|–—-])?\s+(\S.*)$/i;

/** [T3] Reads a line that begins with a full ISO date and goes on with text. */
export function readDatedLine(line: string): { readonly date: ReadDate; readonly text: string } | null {
  const match = inlinePattern.exec(line.slice(0, 64));
  if (!match?.[1]) return null;
  const [year, month, day] = match[1].split("-");
  const hour = hourOf(match[2] ?? "0", match[5]);
  const date = toDate(year, month, day, hour, match[3] ?? "0", match[4] ?? "0");
  const textStart = match[0].length - (match[6] as string).length;
  return date && { date, text: line.slice(textStart) };
}

function monthOf(name: string | undefined): string {
  const lower = (name ?? "").slice(0, 3).toLowerCase();
  return otherMonths[lower] ?? monthNumber(name);
}

function heading(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): DateHeading | null {
  const date = toDate(year, month, day, hourOf(time[0] ?? "0", time[3]), time[1] ?? "0", time[2] ?? "0");
  return date && { date, needsOrder: false, saysOrder: null };
}

/** The hour of a day of 24, given `a.m.` or `p.m.` where there is one. */
function hourOf(hour: string, half: string | undefined): string {
  const number = Number(hour);
  const isAfternoon = half?.toLowerCase().startsWith("p");
  if (half === undefined || number > 12) return hour;
  return String((number % 12) + (isAfternoon ? 12 : 0));
}
