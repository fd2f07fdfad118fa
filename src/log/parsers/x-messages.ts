import { type ParsedEntry, type ParsedItem, rejected } from "../parser.ts";
import { readDate } from "../read-date.ts";
import { reject } from "../rejection.ts";
import { cleanText } from "../text-encoding.ts";
import { field, isRecord, type JsonRecord, textField } from "./json-line-fields.ts";
import { decodeEntities, expandLinks, readLinks } from "./x-text.ts";
import { excerptOf, type XOwner } from "./x-tweets.ts";

const maxContextChars = 1_000;

/** A message before it is known what it answers. */
interface Message {
  readonly entry: ParsedEntry;
  readonly index: number;
}

/**
 * Turns one conversation of `direct-messages.js` or `direct-messages-group.js` into entries, oldest first; what the others
 * said since the person's last message is the context of the next ([X9]).
 */
export function* readConversation(
  value: unknown,
  owner: XOwner,
  handles: ReadonlyMap<string, string>,
  isGroup: boolean,
  place: string,
): Generator<ParsedItem, void, undefined> {
  const conversation = isRecord(value) ? (field(value, "dmConversation") ?? value) : null;
  const list = isRecord(conversation) ? field(conversation, "messages") : undefined;
  if (!isRecord(conversation) || !Array.isArray(list)) {
    yield rejected(reject("broken-record", place, excerptOf(value)));
    return;
  }
  const groupName = textField(conversation, ["name", "conversationName"]) ?? lastName(list);
  const messages: Message[] = [];
  for (const [index, item] of list.entries()) {
    const messagePlace = `${place}, message ${index + 1}`;
    const create = isRecord(item) ? field(item, "messageCreate") : undefined;
    if (isRecord(create)) {
      const read = readMessage(create, owner, handles, isGroup, groupName);
      if (typeof read === "string") yield rejected(reject(read, messagePlace, excerptOf(create)));
      else messages.push({ entry: read, index });
    } else {
      const isEvent = isRecord(item) && Object.keys(item).length === 1 && isRecord(Object.values(item)[0]);
      yield rejected(reject(isEvent ? "system-event" : "broken-record", messagePlace, excerptOf(item)));
    }
  }
  // The file is newest first; messages of the same moment keep the reverse of the file's order.
  messages.sort((a, b) => (a.entry.sentAt ?? 0) - (b.entry.sentAt ?? 0) || b.index - a.index);
  let heard: string[] = [];
  for (const { entry } of messages) {
    if (entry.isOwn ?? entry.author === owner.accountId) {
      const context = heard.join("\n").slice(-maxContextChars).toWellFormed();
      heard = [];
      yield { kind: "entry", entry: { ...entry, context: context === "" ? null : context } };
    } else {
      heard = [...heard.slice(-9), entry.text];
      yield { kind: "entry", entry };
    }
  }
}

/** The name that a group was given last; the file is newest first. */
function lastName(list: readonly unknown[]): string | null {
  for (const item of list) {
    const update = isRecord(item) ? field(item, "conversationNameUpdate") : undefined;
    const name = isRecord(update) ? textField(update, ["name"]) : undefined;
    if (name !== undefined) return cleanText(name).slice(0, 200) || null;
  }
  return null;
}

function readMessage(
  message: JsonRecord,
  owner: XOwner,
  handles: ReadonlyMap<string, string>,
  isGroup: boolean,
  groupName: string | null,
): ParsedEntry | "broken-record" | "empty-text" {
  const id = textField(message, ["id"]);
  const senderId = textField(message, ["senderId", "sender_id"]);
  const rawText = field(message, "text");
  if (id === undefined || senderId === undefined || (rawText !== undefined && typeof rawText !== "string")) {
    return "broken-record";
  }
  const text = cleanText(expandLinks(decodeEntities(rawText ?? ""), readLinks(field(message, "urls"))));
  if (text === "") return "empty-text";
  const recipientId = textField(message, ["recipientId", "recipient_id"]);
  const nameOf = (account: string): string =>
    account === owner.accountId ? (owner.username ?? account) : (handles.get(account) ?? account);
  const date = readDate(field(message, "createdAt"));
  return {
    id: `x:dm:${id}`,
    source: "x",
    author: nameOf(senderId),
    isOwn: owner.isCertain && owner.accountId !== null ? senderId === owner.accountId : null,
    sentAt: date?.sentAt ?? null,
    isLocalTime: date?.isLocalTime ?? false,
    register: isGroup ? "chat" : "message",
    recipient: recipientId === undefined ? groupName : nameOf(recipientId),
    text,
    context: null,
  };
}
