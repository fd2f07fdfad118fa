import { type ArrayElement, readJsonArray } from "../json-array.ts";
import { type LogParser, type ParseContext, type ParsedItem, rejected } from "../parser.ts";
import { reject } from "../rejection.ts";
import { baseName, type ProbedFile } from "../source-file.ts";
import { decodeBytes } from "../text-encoding.ts";
import { EditedTweets } from "./x-edits.ts";
import { archiveRoot, xFileType, type XFileType } from "./x-files.ts";
import { readConversation } from "./x-messages.ts";
import { NoteIndex, readNote } from "./x-notes.ts";
import { findOwner, ownerEvidence } from "./x-owner.ts";
import { excerptOf, readLoneNote, readTweet } from "./x-tweets.ts";

const maxTweetBytes = 16 * 2 ** 20;
const maxConversationBytes = 256 * 2 ** 20;

/** X/Twitter archives, as ZIP, folder or single files; rules [X1]–[X13]. */
export const xArchiveParser: LogParser = {
  source: "x",
  title: "X/Twitter archive",
  claim(files) {
    const groups = new Map<string, ProbedFile[]>();
    for (const file of files) {
      const type = xFileType(file);
      if (type === null) continue;
      const key = `${file.container}\n${archiveRoot(file.path)}`;
      const group = groups.get(key) ?? [];
      if (type !== "other") group.push(file);
      groups.set(key, group);
    }
    // The archive's own README and viewer are nobody's log: what lies in its folder belongs to it.
    const taken = files.filter((file) =>
      [...groups.keys()].some((key) => {
        const [container, root] = key.split("\n") as [string, string];
        if (container !== file.container) return false;
        if (root === "") return container !== "" || file.path.startsWith("data/") || xFileType(file) !== null;
        return file.path.startsWith(`${root}/`);
      }),
    );
    return { groups: [...groups.values()], taken };
  },
  async *parse(files, context) {
    const owner = await findOwner(files, context);
    const evidence = ownerEvidence(owner);
    if (evidence) yield { kind: "owner", owner: evidence };

    const notes = new NoteIndex();
    for await (const { value, place } of readRecords(files, "notes", "long post", context)) {
      if (isItem(value)) yield value;
      else {
        const note = readNote(value.parsed);
        if (note) notes.add(note);
        else yield rejected(reject("broken-record", place, excerptOf(value.parsed)));
      }
    }
    const handles = new Map<string, string>();
    const edits = new EditedTweets();
    let unreadDates = 0;
    for await (const { value, place } of readRecords(files, "tweets", "tweet", context)) {
      if (isItem(value)) yield value;
      else {
        const read = readTweet(value.parsed, { owner, notes, handles }, place);
        if ("reason" in read) yield rejected(read);
        else {
          if (read.sentAt === null) unreadDates++;
          if (!edits.hold(value.parsed, read, place)) yield { kind: "entry", entry: read };
        }
      }
    }
    yield* edits.release();
    for (const note of notes.left()) {
      const read = readLoneNote(note, owner, `note-tweet.js, note ${note.id}`);
      yield "reason" in read ? rejected(read) : { kind: "entry", entry: read };
    }
    for (const type of ["messages", "group-messages"] as const) {
      for await (const { value, place } of readRecords(files, type, "conversation", context)) {
        if (isItem(value)) yield value;
        else yield* readConversation(value.parsed, owner, handles, type === "group-messages", place);
      }
    }
    if (unreadDates > 0) {
      yield {
        kind: "warning",
        message: `${unreadDates === 1 ? "1 tweet has" : `${unreadDates} tweets have`} a date that could not be read, and none now.`,
      };
    }
  },
};

type ReadRecord = { readonly value: { readonly parsed: unknown } | ParsedItem; readonly place: string };

function isItem(value: ReadRecord["value"]): value is ParsedItem {
  return "kind" in value;
}

/** The records of all files of one type, parsed one at a time; what cannot be parsed comes as a rejection. */
async function* readRecords(
  files: readonly ProbedFile[],
  type: XFileType,
  noun: string,
  context: ParseContext,
): AsyncGenerator<ReadRecord, void, undefined> {
  const maxBytes = noun === "conversation" ? maxConversationBytes : maxTweetBytes;
  for (const file of files) {
    if (xFileType(file) !== type) continue;
    let fallbacks = 0;
    for await (const elements of readJsonArray(file, context, maxBytes)) {
      for (const element of elements) {
        const place = `${baseName(file.path)}, ${noun} ${element.number}`;
        const { text, isFallback } = decodeBytes(element.bytes);
        if (isFallback && element.state === "whole") fallbacks++;
        yield { value: parseElement(element, text, place), place };
      }
    }
    if (fallbacks > 0) {
      const message = `“${baseName(file.path)}” is not in UTF-8 and was read as Windows-1252. Look at the samples.`;
      yield { value: { kind: "warning", message }, place: file.path };
    }
  }
}

function parseElement(element: ArrayElement, text: string, place: string): ReadRecord["value"] {
  if (element.state !== "whole") return rejected(reject(element.state, place, text.slice(0, 512)));
  try {
    return { parsed: JSON.parse(text) as unknown };
  } catch {
    return rejected(reject("broken-json", place, text.slice(0, 512)));
  }
}
