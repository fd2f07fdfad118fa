import type { ParsedEntry } from "../parser.ts";
import { readDate } from "../read-date.ts";
import { type Rejection, reject } from "../rejection.ts";
import { cleanText } from "../text-encoding.ts";
import { field, isRecord, type JsonRecord, textField } from "./json-line-fields.ts";
import type { NoteIndex, XNote } from "./x-notes.ts";
import { cutMentions, decodeEntities, expandLinks, readLinks } from "./x-text.ts";

/** The owner of an archive, as far as it says. */
export interface XOwner {
  readonly accountId: string | null;
  readonly username: string | null;
  /** False when it is only guessed who the owner is; then the person is asked about the messages. */
  readonly isCertain: boolean;
}

/** What the tweets of an archive need to know of the rest of it. */
export interface TweetSurroundings {
  readonly owner: XOwner;
  readonly notes: NoteIndex;
  /** Filled along the way: account id to handle, for the messages. */
  readonly handles: Map<string, string>;
}

const maxHandles = 50_000;

/** Turns one record of `tweets.js` into an entry, or says why not; rules [X3]–[X8]. */
export function readTweet(value: unknown, around: TweetSurroundings, place: string): ParsedEntry | Rejection {
  const wrapped = isRecord(value) ? (field(value, "tweet") ?? value) : null;
  if (!isRecord(wrapped)) return reject("broken-record", place, excerptOf(value));
  const tweet = wrapped;
  const id = textField(tweet, ["id_str", "id"]);
  const fullText = textField(tweet, ["full_text", "text"]);
  if (id === undefined || (fullText === undefined && field(tweet, "full_text") !== "")) {
    return reject("broken-record", place, excerptOf(value));
  }
  const rawText = decodeEntities(fullText ?? "");
  if (/^RT @\w+:/.test(rawText) || isRecord(field(tweet, "retweeted_status"))) return reject("retweet", place, rawText);

  const entities = recordOf(field(tweet, "entities"));
  const mentions = readMentions(entities, around.handles);
  const links = readLinks(
    field(entities, "urls"),
    field(entities, "media"),
    field(recordOf(field(tweet, "extended_entities")), "media"),
  );
  const replyToId = textField(tweet, ["in_reply_to_user_id_str", "in_reply_to_user_id"]);
  const replyToName = textField(tweet, ["in_reply_to_screen_name"]);
  const isReply = replyToId !== undefined || replyToName !== undefined;
  const isThread =
    isReply &&
    ((replyToId !== undefined && replyToId === around.owner.accountId) ||
      (replyToName !== undefined && replyToName.toLowerCase() === around.owner.username?.toLowerCase()));

  const note = around.notes.take(tweet, rawText);
  const source = note ? note.text : expandLinks(rawText, links);
  const cut = cutMentions(source, tweet, isReply);
  const text = cleanText(cut.text);
  if (text === "") return reject("empty-text", place, rawText);

  const recipient = isThread ? null : (replyToName ?? mentions.get(replyToId ?? "") ?? cut.mentions[0] ?? null);
  const date = readDate(textField(tweet, ["created_at"]));
  return {
    id: `x:${id}`,
    source: "x",
    author: ownName(around.owner),
    isOwn: true,
    sentAt: date?.sentAt ?? null,
    isLocalTime: date?.isLocalTime ?? false,
    register: !isThread && (isReply || cut.mentions.length > 0) ? "reply" : "post",
    recipient: recipient === null ? null : recipient.slice(0, 200),
    text,
    context: null,
  };
}

/** A long post whose tweet is not in the archive. */
export function readLoneNote(note: XNote, owner: XOwner, place: string): ParsedEntry | Rejection {
  if (note.text === "") return reject("empty-text", place);
  return {
    id: `x:note:${note.id}`,
    source: "x",
    author: ownName(owner),
    isOwn: true,
    sentAt: note.sentAt,
    isLocalTime: false,
    register: "post",
    recipient: null,
    text: note.text,
    context: null,
  };
}

/** Something short to recognise a broken record by. */
export function excerptOf(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? "").slice(0, 200);
  } catch {
    return "";
  }
}

function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

function readMentions(entities: JsonRecord, handles: Map<string, string>): Map<string, string> {
  const mentions = new Map<string, string>();
  const list = field(entities, "user_mentions");
  if (!Array.isArray(list)) return mentions;
  for (const mention of list) {
    if (!isRecord(mention)) continue;
    const id = textField(mention, ["id_str", "id"]);
    const name = textField(mention, ["screen_name"]);
    if (id === undefined || id === "-1" || name === undefined) continue;
    mentions.set(id, name);
    if (handles.size < maxHandles || handles.has(id)) handles.set(id, name.slice(0, 50));
  }
  return mentions;
}

/** The name under which the owner's posts are kept; null when it is only guessed. */
function ownName(owner: XOwner): string | null {
  return owner.isCertain ? (owner.username ?? owner.accountId) : null;
}
