import { readDate } from "../read-date.ts";
import { cleanText } from "../text-encoding.ts";
import { field, isRecord, type JsonRecord, textField } from "./json-line-fields.ts";
import { decodeEntities, expandLinks, readLinks } from "./x-text.ts";

/** The full text of a long post. */
export interface XNote {
  readonly id: string;
  readonly sentAt: number | null;
  /** Links as the archive has them (t.co), for comparison. */
  readonly rawText: string;
  readonly text: string;
}

const minCutChars = 100;

/** Reads one record of `note-tweet.js`; null when it is none. */
export function readNote(value: unknown): XNote | null {
  const note = isRecord(value) ? (field(value, "noteTweet") ?? value) : null;
  if (!isRecord(note)) return null;
  const id = textField(note, ["noteTweetId", "id_str", "id"]);
  const core = field(note, "core") ?? field(note, "noteTweetContents") ?? field(note, "noteTweetResults");
  if (id === undefined || !isRecord(core)) return null;
  const raw = textField(core, ["text"]);
  if (raw === undefined) return null;
  const rawText = decodeEntities(raw);
  const text = cleanText(expandLinks(rawText, readLinks(field(core, "urls"), field(core, "media"))));
  return { id, sentAt: readDate(textField(note, ["createdAt", "created_at"]))?.sentAt ?? null, rawText, text };
}

/**
 * [X8] Finds the long text of a tweet that shows only its beginning. The two have no id in common: they were made within a
 * second of each other, and one begins like the other.
 */
export class NoteIndex {
  readonly #bySecond = new Map<number, XNote[]>();
  readonly #left = new Set<XNote>();

  add(note: XNote): void {
    this.#left.add(note);
    if (note.sentAt === null) return;
    const second = Math.floor(note.sentAt / 1000);
    const notes = this.#bySecond.get(second);
    if (notes) notes.push(note);
    else this.#bySecond.set(second, [note]);
  }

  /** The note of a tweet, given its whole text with entities decoded and t.co links in place. */
  take(tweet: JsonRecord, rawText: string): XNote | null {
    // What was cut off is about 270 characters long, half of that in Chinese or Japanese.
    if (this.#left.size === 0 || rawText.length < minCutChars) return null;
    const sentAt = readDate(textField(tweet, ["created_at"]))?.sentAt;
    if (sentAt === undefined) return null;
    const second = Math.floor(sentAt / 1000);
    const beginning = comparable(rawText);
    for (const near of [second, second - 1, second + 1]) {
      for (const note of this.#bySecond.get(near) ?? []) {
        const whole = comparable(note.rawText);
        const isSame = whole.startsWith(beginning) || whole.startsWith(comparable(withoutMentions(rawText)));
        if (this.#left.has(note) && isSame) {
          this.#left.delete(note);
          return note;
        }
      }
    }
    return null;
  }

  /** Notes whose tweet is not in the archive. */
  left(): Iterable<XNote> {
    return this.#left;
  }
}

/** The first 60 characters up to a link or an ellipsis, without blank space: links and cuts differ between the two. */
function comparable(text: string): string {
  return (text.split(/https?:\/\//, 1)[0] ?? "").replace(/…\s*$/u, "").replace(/\s+/g, "").slice(0, 60);
}

function withoutMentions(text: string): string {
  return text.replace(/^(?:@\w+\s+)+/, "");
}
