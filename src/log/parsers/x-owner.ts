import { readJsonArray } from "../json-array.ts";
import type { OwnerEvidence, ParseContext } from "../parser.ts";
import { baseName, type ProbedFile } from "../source-file.ts";
import { field, isRecord, textField } from "./json-line-fields.ts";
import { xFileType } from "./x-files.ts";
import type { XOwner } from "./x-tweets.ts";

const maxRecordBytes = 2 ** 20;
const maxConversationBytes = 256 * 2 ** 20;

/** Who owns an archive and how sure that is. */
export interface FoundOwner extends XOwner {
  readonly where: string;
}

/** [X11] The owner by `account.js`, else by the manifest, else by who takes part in every conversation. */
export async function findOwner(files: readonly ProbedFile[], context: ParseContext): Promise<FoundOwner> {
  const quiet: ParseContext = { signal: context.signal, onBytes: () => undefined, onDamage: () => undefined };
  for (const file of files) {
    if (xFileType(file) !== "account") continue;
    for await (const value of elementsOf(file, quiet, maxRecordBytes)) {
      const account = isRecord(value) ? (field(value, "account") ?? value) : null;
      if (!isRecord(account)) continue;
      const accountId = textField(account, ["accountId"]) ?? null;
      const username = textField(account, ["username"]) ?? null;
      if (accountId !== null || username !== null) return { accountId, username, isCertain: true, where: "account.js" };
    }
  }
  for (const file of files) {
    if (xFileType(file) !== "manifest") continue;
    // `accountId` and `userName` in manifest.js, `id` and `screen_name` in the user_details.js of old archives.
    const accountId = /"(?:accountId|id)"\s*:\s*"?(\d+)\b/.exec(file.headText)?.[1] ?? null;
    const username = /"(?:userName|screen_name)"\s*:\s*"(\w+)"/.exec(file.headText)?.[1] ?? null;
    if (accountId !== null) return { accountId, username, isCertain: true, where: baseName(file.path) };
  }
  const accountId = await findCommonParticipant(files, quiet);
  return { accountId, username: null, isCertain: false, where: "direct-messages.js" };
}

/** What to tell the person; null when there is nothing to go by. */
export function ownerEvidence(owner: FoundOwner): OwnerEvidence | null {
  const name = owner.username ?? owner.accountId;
  if (name === null) return null;
  const evidence = owner.isCertain
    ? `The archive’s ${owner.where} says that it belongs to ${owner.username === null ? "account " : "@"}${name}.`
    : `Account ${name} takes part in every conversation of this archive.`;
  return { name, certainty: owner.isCertain ? "certain" : "likely", evidence };
}

async function findCommonParticipant(files: readonly ProbedFile[], context: ParseContext): Promise<string | null> {
  const counts = new Map<string, number>();
  let conversations = 0;
  for (const file of files) {
    if (xFileType(file) !== "messages") continue;
    for await (const value of elementsOf(file, context, maxConversationBytes)) {
      const conversation = isRecord(value) ? (field(value, "dmConversation") ?? value) : null;
      const id = isRecord(conversation) ? textField(conversation, ["conversationId"]) : undefined;
      const pair = /^(\d+)-(\d+)$/.exec(id ?? "");
      if (!pair) continue;
      conversations++;
      for (const account of new Set(pair.slice(1))) counts.set(account, (counts.get(account) ?? 0) + 1);
    }
  }
  const common = [...counts].filter(([, count]) => count === conversations).map(([account]) => account);
  return conversations >= 2 && common.length === 1 ? (common[0] ?? null) : null;
}

/** The parsed elements of a file's array; broken ones are left to the real reading, which counts them. */
async function* elementsOf(file: ProbedFile, context: ParseContext, maxBytes: number): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  for await (const elements of readJsonArray(file, context, maxBytes)) {
    for (const element of elements) {
      try {
        if (element.state === "whole") yield JSON.parse(decoder.decode(element.bytes)) as unknown;
      } catch {
        continue;
      }
    }
  }
}
