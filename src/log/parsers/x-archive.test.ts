import { expect, test } from "vitest";

import {
  accountFile,
  bystanders,
  conversation,
  makeZip,
  message,
  tweet,
  ytd,
  type ArchiveFile,
} from "../testing/make-archive.ts";
import { chosen, readAll } from "../testing/read-all.ts";

const link = (short: string, full: string) => ({
  url: short,
  expanded_url: full,
  display_url: "x",
  indices: ["0", "23"],
});
const mention = (name: string, id: string) => ({ name, screen_name: name, indices: ["0", "4"], id_str: id, id });

async function readZip(...files: readonly ArchiveFile[]) {
  return readAll(chosen("archive.zip", await makeZip([accountFile, ...bystanders, ...files])));
}

async function readTweets(...tweets: readonly unknown[]) {
  return readZip({ path: "data/tweets.js", content: ytd("tweets", tweets) });
}

test("[X1] tweets of all parts are read, likes, deleted tweets, headers and the viewer never", async () => {
  const { entries, rejections, tally } = await readZip(
    { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "first")]) },
    { path: "data/tweets-part1.js", content: ytd("tweets", [tweet("2", "second")], 1) },
  );
  expect(entries.map(({ id, text, author, register }) => [id, text, author, register])).toEqual([
    ["x:1", "first", "mara_writes", "post"],
    ["x:2", "second", "mara_writes", "post"],
  ]);
  expect(rejections).toEqual([]);
  expect(tally).toMatchObject({ source: "x", own: 2, me: { names: ["mara_writes"], certainty: "certain" } });
});

test("[X2] the layout does not matter: top folder, old names without wrapper, loose files, a folder", async () => {
  const bare = (tweet("7", "bare") as { tweet: unknown }).tweet;
  const old = ytd("tweet", [bare]);
  const nested = await makeZip([
    { ...accountFile, path: "twitter-2024/data/account.js" },
    { path: "twitter-2024/data/tweet.js", content: old },
    { path: "twitter-2024/README.txt", content: "not mine" },
  ]);
  for (const files of [
    [chosen("a.zip", nested)],
    [chosen("tweet.js", old), chosen("account.js", accountFile.content)],
    [
      chosen("x/data/tweet.js", old),
      chosen("x/data/account.js", accountFile.content),
      chosen("x/data/README.txt", "no"),
    ],
  ]) {
    const { entries, tally } = await readAll(...files);
    expect(entries.map(({ id, text }) => [id, text])).toEqual([["x:7", "bare"]]);
    expect(tally.me.names).toEqual(["mara_writes"]);
  }
});

test("[X2] two archives at once keep their owners apart", async () => {
  const other = accountFile.content.toString().replaceAll("4711", "99").replaceAll("mara_writes", "ben");
  const { entries } = await readAll(
    chosen(
      "one.zip",
      await makeZip([accountFile, { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "a")]) }]),
    ),
    chosen(
      "two.zip",
      await makeZip([
        { path: "data/account.js", content: other },
        { path: "data/tweets.js", content: ytd("tweets", [tweet("2", "b")]) },
      ]),
    ),
  );
  expect(entries.map(({ author }) => author)).toEqual(["mara_writes", "ben"]);
});

test("[X3] retweets are counted, not imported; a quoted RT within a text is the person's own", async () => {
  const { entries, rejections } = await readTweets(
    tweet("1", "RT @someone: their words"),
    tweet("2", "so true. RT @someone: their words"),
    tweet("3", "RT @someone this is not the form"),
  );
  expect(entries.map(({ id }) => id)).toEqual(["x:2", "x:3"]);
  expect(rejections).toMatchObject([{ reason: "retweet", place: "tweets.js, tweet 1" }]);
});

test("[X4] times carry their zone; a time that cannot be read leaves the entry undated and is told", async () => {
  const { entries, tally } = await readTweets(
    tweet("1", "a", { createdAt: "Sat Nov 09 12:14:18 +0000 2024" }),
    tweet("2", "b", { createdAt: "Sat Nov 09 12:14:18 +0530 2024" }),
    tweet("3", "c", { createdAt: "yesterday" }),
  );
  expect(entries.map(({ sentAt, isLocalTime }) => [sentAt, isLocalTime])).toEqual([
    [Date.UTC(2024, 10, 9, 12, 14, 18), false],
    [Date.UTC(2024, 10, 9, 6, 44, 18), false],
    [null, false],
  ]);
  expect(tally.warnings).toHaveLength(1);
});

test("[X5] HTML entities are decoded once", async () => {
  const { entries } = await readTweets(
    tweet("1", "a &lt; b &amp;&amp; c &gt; d"),
    tweet("2", "i typed &amp;lt;b&amp;gt;"),
  );
  expect(entries.map(({ text }) => text)).toEqual(["a < b && c > d", "i typed &lt;b&gt;"]);
});

test("[X6] known links are written out, others and those of pictures go", async () => {
  const media = [
    { url: "https://t.co/pic", media_url: "http://pbs.twimg.com/a.jpg", expanded_url: "https://x.com/1/photo/1" },
  ];
  const { entries, rejections } = await readTweets(
    tweet("1", "read https://t.co/abc now https://t.co/pic", {
      entities: { urls: [link("https://t.co/abc", "https://example.org/a?b=1")], media },
      extended_entities: { media },
    }),
    tweet("2", "gone https://t.co/zzz\nnext line"),
    tweet("3", "https://t.co/pic", { extended_entities: { media } }),
    tweet("4", "no script https://t.co/js", { entities: { urls: [link("https://t.co/js", "javascript:alert(1)")] } }),
  );
  expect(entries.map(({ text }) => text)).toEqual([
    "read https://example.org/a?b=1 now",
    "gone\nnext line",
    "no script",
  ]);
  expect(rejections).toMatchObject([{ reason: "empty-text", place: "tweets.js, tweet 3" }]);
});

test("[X7] a reply loses the handles it begins with, by the display range in code points or as a reply", async () => {
  const reply = { in_reply_to_status_id_str: "5", in_reply_to_user_id_str: "22", in_reply_to_screen_name: "ben" };
  const { entries } = await readTweets(
    tweet("1", "@ben 😀 yes", { ...reply, display_text_range: ["5", "10"] }),
    tweet("2", "@ben @ana @ana hi", { ...reply, display_text_range: ["10", "17"] }),
    tweet("3", "@ben no range", { ...reply, display_text_range: ["0", "13"] }),
    tweet("4", "thanks @ben", {}),
    tweet("5", "@ben late", { in_reply_to_user_id: "22", entities: { user_mentions: [mention("ben", "22")] } }),
    tweet("6", "my own thread", { in_reply_to_user_id_str: "4711", in_reply_to_screen_name: "mara_writes" }),
    tweet("7", "@ben wrong range", { ...reply, display_text_range: ["9", "16"] }),
  );
  expect(entries.map(({ text, register, recipient }) => [text, register, recipient])).toEqual([
    ["😀 yes", "reply", "ben"],
    ["@ana hi", "reply", "ben"],
    ["no range", "reply", "ben"],
    ["thanks @ben", "post", null],
    ["late", "reply", "ben"],
    ["my own thread", "post", null],
    ["wrong range", "reply", "ben"],
  ]);
});

test("[X8] a long post takes the place of its tweet by time and beginning; one without a tweet stands alone", async () => {
  const long = `${"a long thought, ".repeat(30)}the end`;
  const note = (id: string, createdAt: string, text: string) => ({
    noteTweet: { noteTweetId: id, createdAt, lifecycle: {}, core: { text, urls: [], mentions: [], hashtags: [] } },
  });
  const { entries } = await readZip(
    {
      path: "data/tweets.js",
      content: ytd("tweets", [
        tweet("1", `${long.slice(0, 270)}… https://t.co/self`, { createdAt: "Sat Nov 09 12:14:18 +0000 2024" }),
        tweet("2", "same second, other words", { createdAt: "Sat Nov 09 12:14:18 +0000 2024" }),
      ]),
    },
    {
      path: "data/note-tweet.js",
      content: ytd("note_tweet", [
        note("n1", "2024-11-09T12:14:19.000Z", long),
        note("n2", "2020-01-01T00:00:00.000Z", "its tweet is gone"),
      ]),
    },
  );
  expect(entries.map(({ id, text }) => [id, text])).toEqual([
    ["x:1", long],
    ["x:2", "same second, other words"],
    ["x:note:n2", "its tweet is gone"],
  ]);
});

test("[X9] messages come oldest first, others' are not own, and are the context of the answer", async () => {
  const { entries, rejections, tally } = await readZip(
    {
      path: "data/tweets.js",
      content: ytd("tweets", [tweet("1", "@ben hi", { entities: { user_mentions: [mention("ben", "22")] } })]),
    },
    {
      path: "data/direct-messages.js",
      content: ytd("direct_messages", [
        conversation("4711-22", [
          message("m4", "4711", "22", "bring bread", "2024-01-02T10:03:00.000Z"),
          message("m3", "4711", "22", "at eight", "2024-01-02T10:02:00.000Z"),
          message("m2", "22", "4711", "and where?", "2024-01-02T10:01:00.000Z"),
          message("m1", "22", "4711", "when?", "2024-01-02T10:00:00.000Z"),
        ]),
      ]),
    },
    {
      path: "data/direct-messages-group.js",
      content: ytd("direct_messages_group", [
        conversation("555", [
          message("g1", "33", null, "hello all", "2024-01-02T10:00:00.000Z"),
          { participantsJoin: { initiatingUserId: "33", userIds: ["4711"], createdAt: "2024-01-02T09:00:00.000Z" } },
        ]),
      ]),
    },
  );
  const messages = entries.filter(({ id }) => id.startsWith("x:dm:"));
  expect(messages.map((m) => [m.id, m.author, m.isOwn, m.recipient, m.register, m.context])).toEqual([
    ["x:dm:m1", "ben", false, "mara_writes", "message", null],
    ["x:dm:m2", "ben", false, "mara_writes", "message", null],
    ["x:dm:m3", "mara_writes", true, "ben", "message", "when?\nand where?"],
    ["x:dm:m4", "mara_writes", true, "ben", "message", null],
    ["x:dm:g1", "33", false, null, "chat", null],
  ]);
  expect(rejections.map(({ reason }) => reason)).toEqual(["system-event"]);
  expect(tally.own).toBe(3);
});

test("[X11] without account.js the manifest tells the owner; without both, the person is asked about the messages", async () => {
  const direct = (id: string, other: string) =>
    conversation(`4711-${other}`, [
      message(id, "4711", other, "mine", "2024-01-02T10:00:00.000Z"),
      message(`${id}x`, other, "4711", "theirs", "2024-01-02T09:00:00.000Z"),
    ]);
  const messages = {
    path: "data/direct-messages.js",
    content: ytd("direct_messages", [direct("a", "22"), direct("b", "33")]),
  };
  const withManifest = await readAll(chosen("a.zip", await makeZip([bystanders[0] as ArchiveFile, messages])));
  expect(withManifest.tally).toMatchObject({ own: 2, me: { names: ["mara_writes"], certainty: "certain" } });

  const likely = await readAll(chosen("direct-messages.js", messages.content));
  expect(likely.tally).toMatchObject({ own: 2, me: { names: ["4711"], certainty: "likely" } });

  const one = ytd("direct_messages", [direct("a", "22")]);
  const asked = await readAll(chosen("direct-messages.js", one));
  expect(asked.tally).toMatchObject({ own: 0, me: { names: [], certainty: "asked" } });
  expect(asked.tally.authors.map(({ name, entries, samples }) => [name, entries, samples])).toEqual([
    ["22", 1, ["theirs"]],
    ["4711", 1, ["mine"]],
  ]);

  const tweetsOnly = await readAll(chosen("tweets.js", ytd("tweets", [tweet("1", "hello")])));
  expect(tweetsOnly.tally).toMatchObject({ own: 1, me: { names: ["me"], certainty: "certain" } });
});

test("[X12] broken records are counted with their place, and the sound ones around them stay", async () => {
  const content = `window.YTD.tweets.part0 = [${[
    JSON.stringify(tweet("1", "sound")),
    '{"tweet": {"id_str": "2", "full_text": "broken" "x"}}',
    '{"tweet": {"id_str": "3", "full_text": "stray"}}}',
    '{"tweet": {"full_text": "no id"}}',
    "null",
    '{"tweet": {"id_str": "4", "full_text": ["not text"], "__proto__": {"full_text": "polluted"}}}',
    `{"tweet": {"id_str": "5", "full_text": "deep", "x": ${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
    JSON.stringify(tweet("6", "sound too")),
    '{"tweet": {"id_str": "7", "full_text": "cut o',
  ].join(",")}`;
  const { entries, rejections } = await readAll(chosen("tweets.js", content));
  expect(entries.map(({ text }) => text)).toEqual(["sound", "sound too"]);
  expect(rejections.map(({ reason, place }) => [reason, place])).toEqual([
    ["broken-json", "tweets.js, tweet 2"],
    ["broken-json", "tweets.js, tweet 3"],
    ["broken-record", "tweets.js, tweet 4"],
    ["broken-record", "tweets.js, tweet 5"],
    ["broken-record", "tweets.js, tweet 6"],
    ["too-deep", "tweets.js, tweet 7"],
    ["cut-off", "tweets.js, tweet 9"],
  ]);
  expect(({} as Record<string, unknown>)["full_text"]).toBeUndefined();
});

test("[X12] the same tweet in two files is one entry and one counted duplicate", async () => {
  const { entries, rejections } = await readZip(
    { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "once")]) },
    { path: "data/tweets-part1.js", content: ytd("tweets", [tweet("1", "once")], 1) },
  );
  expect(entries).toHaveLength(1);
  expect(rejections).toMatchObject([{ reason: "duplicate" }]);
});
