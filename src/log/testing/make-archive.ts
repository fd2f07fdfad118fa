import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter, type ZipWriterAddDataOptions } from "@zip.js/zip.js";

/** A file to be put into a test archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly options?: ZipWriterAddDataOptions;
}

/** Writes a ZIP in memory. */
export async function makeZip(files: readonly ArchiveFile[]): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), { useWebWorkers: false });
  for (const { path, content, options } of files) {
    const reader = typeof content === "string" ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(path, reader, options);
  }
  return writer.close();
}

/** The assignment that the files of an X archive consist of. */
export function ytd(name: string, records: readonly unknown[], part = 0): string {
  return `window.YTD.${name}.part${part} = ${JSON.stringify(records, null, 2)}`;
}

/** A tweet as archives have it: numbers as strings, `retweeted` always false. */
export function tweet(
  id: string,
  text: string,
  more: Readonly<Record<string, unknown>> & { readonly createdAt?: string } = {},
): unknown {
  const { createdAt = "Sat Nov 09 12:14:18 +0000 2024", ...rest } = more;
  return {
    tweet: {
      edit_info: { initial: { editTweetIds: [id], editsRemaining: "5", isEditEligible: false } },
      retweeted: false,
      source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
      entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
      display_text_range: ["0", String(Array.from(text).length)],
      favorite_count: "0",
      id_str: id,
      truncated: false,
      retweet_count: "0",
      id,
      created_at: createdAt,
      favorited: false,
      full_text: text,
      lang: "en",
      ...rest,
    },
  };
}

/** A direct message; without `to` it is one of a group. */
export function message(id: string, from: string, to: string | null, text: string, createdAt: string): unknown {
  const recipient = to === null ? {} : { recipientId: to };
  return {
    messageCreate: { ...recipient, reactions: [], urls: [], text, mediaUrls: [], senderId: from, id, createdAt },
  };
}

/** A conversation of direct messages. */
export function conversation(conversationId: string, messages: readonly unknown[]): unknown {
  return { dmConversation: { conversationId, messages } };
}

export const accountFile: ArchiveFile = {
  path: "data/account.js",
  content: ytd("account", [
    {
      account: {
        email: "mara@example.invalid",
        createdVia: "web",
        username: "mara_writes",
        accountId: "4711",
        createdAt: "2012-03-04T05:06:07.000Z",
        accountDisplayName: "Mara",
      },
    },
  ]),
};

/** What every archive has beside the person's own writing: none of it may become an entry. */
export const bystanders: readonly ArchiveFile[] = [
  {
    path: "data/manifest.js",
    content:
      'window.__THAR_CONFIG = { "userInfo" : { "accountId" : "4711", "userName" : "mara_writes", "displayName" : "Mara" }, "dataTypes" : { } }',
  },
  { path: "data/README.txt", content: "This archive holds your data.\n\nNobody wrote this." },
  {
    path: "data/like.js",
    content: ytd("like", [{ like: { tweetId: "9", fullText: "liked, not written", expandedUrl: "" } }]),
  },
  { path: "data/deleted-tweets.js", content: ytd("deleted_tweets", [tweet("8", "deleted on purpose")]) },
  { path: "data/tweet-headers.js", content: ytd("tweet_headers", [{ tweet: { tweet_id: "1" } }]) },
  { path: "Your archive.html", content: "<!doctype html><title>viewer</title>" },
  { path: "assets/js/runtime.js", content: "console.log(1)" },
];
