import { createOrdinals, hashContent } from "../content-id.ts";
import { type LogParser, type ParsedEntry, type ParsedItem, rejected } from "../parser.ts";
import { readDate } from "../read-date.ts";
import { readLines } from "../read-lines.ts";
import { type RejectionReason, reject } from "../rejection.ts";
import { baseName, extensionOf, type ProbedFile } from "../source-file.ts";
import { cleanText } from "../text-encoding.ts";
import { fileWarnings } from "./file-warnings.ts";
import { field, firstField, isRecord, type JsonRecord, textField } from "./json-line-fields.ts";

/** [J7] A line holds one entry and its context; longer ones are counted, not read. */
const maxLineBytes = 8 * 2 ** 20;
const maxTextChars = 1_000_000;
const maxContextChars = 20_000;

const names = {
  id: ["id", "_id", "uid", "uuid", "message_id"],
  at: ["at", "sentAt", "sent_at", "date", "datetime", "timestamp", "created_at", "createdAt", "created_utc", "time"],
  text: ["text", "body", "content", "message", "full_text", "selftext"],
  author: ["author", "from", "sender", "user", "username", "role"],
  kind: ["kind", "register", "type", "channel_type"],
  to: ["recipient", "to", "channel", "subreddit"],
  context: ["context", "title", "subject", "topic", "in_reply_to_text", "parent_text"],
} as const;

const selfNames = new Set(["self", "me", "i", "myself", "own"]);
const otherNames = new Set(["other", "others", "them", "assistant", "bot", "system"]);

/** JSON lines: one object a line with at least a text; rules [J1]–[J9]. */
export const jsonLinesParser: LogParser = {
  source: "jsonl",
  title: "JSON lines",
  claim(files) {
    return { groups: files.filter(isJsonLines).map((file) => [file]), taken: [] };
  },
  async *parse(files, context) {
    for (const file of files) {
      const ordinal = createOrdinals();
      let fallbackLines = 0;
      let unreadDates = 0;
      let hasSelf = false;
      for await (const lines of readLines(file, context, maxLineBytes)) {
        for (const line of lines) {
          const place = `${baseName(file.path)}, line ${line.number}`;
          if (line.isFallback) fallbackLines++;
          if (line.isTooLong) yield rejected(reject("too-long", place, line.text));
          else if (line.text.trim() !== "") {
            const item = readLine(line.text, place, ordinal);
            if (item.kind === "entry") {
              if (item.hasUnreadDate) unreadDates++;
              if (item.entry.isOwn === true && !hasSelf) {
                hasSelf = true;
                yield ownerItem(item.entry.author ?? "self");
              }
              yield { kind: "entry", entry: item.entry };
            } else yield item;
          }
        }
      }
      yield* fileWarnings(file, fallbackLines, unreadDates);
    }
  },
};

/** [J1] Lines that are objects with a text decide; the name counts only where the first line is longer than the look. */
function isJsonLines(file: ProbedFile): boolean {
  const text = file.headText.trimStart();
  if (!text.startsWith("{")) {
    // A damaged first line must not hide the sound ones after it.
    if (!/^(jsonl|ndjson)$/.test(extensionOf(file.path))) return false;
  }
  const lines = text.split(/\r\n?|\n/);
  const whole = file.head.length < file.sizeBytes ? lines.slice(0, -1) : lines;
  if (whole.length === 0) return /^\{\s*"/.test(text) && /^(jsonl|ndjson)$/.test(extensionOf(file.path));
  return whole.some((line) => {
    const record = parseLine(line);
    return isRecord(record) && textField(record, names.text) !== undefined;
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

type ReadEntry = { readonly kind: "entry"; readonly entry: ParsedEntry; readonly hasUnreadDate: boolean };

function readLine(
  line: string,
  place: string,
  ordinal: (id: string) => string,
): ReadEntry | Extract<ParsedItem, { kind: "rejection" }> {
  const record = parseLine(line);
  if (record === undefined) return asRejected("broken-json", place, line);
  if (!isRecord(record)) return asRejected("broken-record", place, line);
  const rawText = textField(record, names.text);
  if (rawText === undefined) {
    const hasNone = ["string", "undefined"].includes(typeof firstField(record, names.text));
    return asRejected(hasNone ? "empty-text" : "broken-record", place, line);
  }
  const text = cleanText(rawText);
  if (text === "") return asRejected("empty-text", place, line);
  if (text.length > maxTextChars) return asRejected("too-long", place, text);

  const { author, isOwn } = readAuthor(record);
  const at = firstField(record, names.at);
  const date = readDate(at);
  const contextText = textField(record, names.context);
  const recipient = textField(record, names.to);
  const id = textField(record, names.id);
  const hash = hashContent(author, date?.sentAt ?? null, text);
  const entry: ParsedEntry = {
    // [J6] The file's own id alone would make the entry 17 of one history the entry 17 of another.
    id: id === undefined ? ordinal(`jsonl:${hash}`) : `jsonl:${id.slice(0, 200).toWellFormed()}:${hash.slice(0, 12)}`,
    source: "jsonl",
    author,
    isOwn,
    sentAt: date?.sentAt ?? null,
    isLocalTime: date?.isLocalTime ?? false,
    register: readRegister(textField(record, names.kind)),
    recipient: recipient === undefined ? null : cleanText(recipient).slice(0, 200) || null,
    text,
    context: contextText === undefined ? null : cleanText(contextText).slice(0, maxContextChars) || null,
  };
  return { kind: "entry", entry, hasUnreadDate: at !== undefined && date === null };
}

function asRejected(reason: RejectionReason, place: string, line: string) {
  return { kind: "rejection", rejection: reject(reason, place, line) } as const;
}

/** [J4] `self` and `other` are certain; a flag beats them; any other name is asked about. */
function readAuthor(record: JsonRecord): { readonly author: string | null; readonly isOwn: boolean | null } {
  const flag = field(record, "isOwn") ?? field(record, "is_own");
  const name = textField(record, names.author);
  const author = name === undefined ? null : cleanText(name).slice(0, 200) || null;
  if (typeof flag === "boolean") return { author: author ?? (flag ? "self" : "other"), isOwn: flag };
  if (author === null) return { author, isOwn: null };
  const lower = author.toLowerCase();
  if (selfNames.has(lower)) return { author, isOwn: true };
  // Who the other was, where the record says it beside the mark.
  if (otherNames.has(lower)) return { author: readName(record) ?? author, isOwn: false };
  if (lower === "user" && field(record, "role") === name) return { author, isOwn: true };
  return { author, isOwn: null };
}

function readName(record: JsonRecord): string | null {
  const name = textField(record, ["name", "author_name", "display_name"]);
  return name === undefined ? null : cleanText(name).slice(0, 200) || null;
}

function readRegister(kind: string | undefined): string {
  const word = (kind ?? "").trim().toLowerCase().replace(/\s+/g, "-");
  return /^[\p{L}\p{N}_-]{1,24}$/u.test(word) ? word : "note";
}

function ownerItem(name: string): ParsedItem {
  return {
    kind: "owner",
    owner: { name, certainty: "certain", evidence: `The file marks your entries as “${name}”.` },
  };
}
