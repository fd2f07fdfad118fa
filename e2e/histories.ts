import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";

import type { HistoryFile } from "./page-models/import-talk.ts";

const things = [
  "the kettle",
  "my bicycle",
  "the old radio",
  "a borrowed ladder",
  "the neighbour’s dog",
  "my left boot",
];
const verdicts = ["is fine by me", "will not last the winter", "has opinions", "needs a new spring", "came back"];

/** A made-up person who begins every entry alike; the same number gives the same text. */
export function entryText(number: number): string {
  const thing = things[number % things.length];
  const verdict = verdicts[Math.floor(number / things.length) % verdicts.length];
  return `Honestly, I keep telling everyone that ${thing} ${verdict}, note ${number}.`;
}

/** `count` entries by `author` as JSON lines, a day apart. */
export function jsonLines(count: number, author = "ada"): string {
  return Array.from({ length: count }, (_, number) =>
    JSON.stringify({
      id: `note-${number}`,
      at: new Date(Date.UTC(2015, 0, 1) + number * 86_400_000).toISOString(),
      author,
      kind: "post",
      text: entryText(number),
    }),
  ).join("\n");
}

export function textFile(name: string, content: string | Buffer, mimeType = "text/plain"): HistoryFile {
  return { name, mimeType, buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) };
}

/** A ZIP of these files, as they are named: paths are not tidied up. */
export async function zipFile(name: string, files: Readonly<Record<string, string>>): Promise<HistoryFile & object> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), { useWebWorkers: false });
  for (const [path, content] of Object.entries(files)) await writer.add(path, new TextReader(content));
  const blob = await writer.close();
  return { name, mimeType: "application/zip", buffer: Buffer.from(await blob.arrayBuffer()) };
}

/** The files of an X archive with these posts. */
export function xArchive(posts: readonly string[], handle = "ada_b"): Readonly<Record<string, string>> {
  const account = [
    {
      account: { accountId: "77", username: handle, accountDisplayName: "Ada", createdAt: "2010-01-01T00:00:00.000Z" },
    },
  ];
  const tweets = posts.map((text, number) => ({
    tweet: {
      id_str: String(1000 + number),
      id: String(1000 + number),
      created_at: `Sat Nov 09 12:${String(number % 60).padStart(2, "0")}:18 +0000 2024`,
      full_text: text,
      display_text_range: ["0", String(Array.from(text).length)],
      entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
      retweeted: false,
      favorited: false,
      lang: "en",
    },
  }));
  return {
    "data/manifest.js": `window.__THAR_CONFIG = ${JSON.stringify({ userInfo: { accountId: "77", userName: handle, displayName: "Ada" } })}`,
    "data/account.js": `window.YTD.account.part0 = ${JSON.stringify(account)}`,
    "data/tweets.js": `window.YTD.tweets.part0 = ${JSON.stringify(tweets)}`,
  };
}
