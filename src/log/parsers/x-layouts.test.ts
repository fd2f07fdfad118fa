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

async function readZip(...files: readonly ArchiveFile[]) {
  return readAll(chosen("archive.zip", await makeZip([accountFile, ...bystanders, ...files])));
}

async function readTweets(...tweets: readonly unknown[]) {
  return readZip({ path: "data/tweets.js", content: ytd("tweets", tweets) });
}

test("[X1] [X2] archives until 2018: a file of tweets a month, the owner in user_details.js", async () => {
  const month = (name: string, tweets: readonly unknown[]): ArchiveFile => ({
    path: `data/js/tweets/${name}.js`,
    content: `Grailbird.data.tweets_${name} = \n ${JSON.stringify(tweets, null, 1)}`,
  });
  const user = { name: "Mara", screen_name: "mara_writes", id_str: "4711", id: 4711 };
  const entities = { user_mentions: [], media: [], hashtags: [], urls: [] };
  const files: readonly ArchiveFile[] = [
    { path: "README.txt", content: "# How to use your archive" },
    { path: "tweets.csv", content: '"tweet_id","text"\n"1","first"' },
    { path: "index.html", content: "<!DOCTYPE html>" },
    { path: "data/js/payload_details.js", content: 'var payload_details =  {\n  "tweets" : 3,\n  "lang" : "en"\n}' },
    {
      path: "data/js/tweet_index.js",
      content: 'var tweet_index =  [ {\n  "file_name" : "data/js/tweets/2014_01.js"\n} ]',
    },
    {
      path: "data/js/user_details.js",
      content:
        'var user_details =  {\n  "expanded_url" : "http:\\/\\/example.org",\n  "screen_name" : "mara_writes",\n  "location" : "",\n  "full_name" : "Mara",\n  "bio" : "",\n  "id" : "4711",\n  "created_at" : "2009-03-04 05:06:07 +0000"\n}',
    },
    month("2014_01", [
      {
        source: "web",
        entities,
        id_str: "11",
        text: "old &amp; short",
        id: 11,
        created_at: "2014-01-24 02:02:37 +0000",
        user,
      },
      {
        entities,
        in_reply_to_screen_name: "ben",
        in_reply_to_user_id: 22,
        id_str: "12",
        text: "@ben sure",
        created_at: "2014-01-25 02:02:37 +0000",
        user,
      },
    ]),
    month("2013_12", [
      {
        entities,
        id_str: "9",
        text: "RT @ben: their words",
        created_at: "2013-12-31 02:02:37 +0000",
        user,
        retweeted_status: { id_str: "8", text: "their words", user: { screen_name: "ben" } },
      },
    ]),
  ];
  const inFolder = files.map(({ path, content }) => chosen(`archive-2014/${path}`, content));
  for (const chosenFiles of [[chosen("old.zip", await makeZip(files))], inFolder]) {
    const { entries, rejections, tally } = await readAll(...chosenFiles);
    expect(
      entries.map(({ id, text, sentAt, author, register, recipient }) => [
        id,
        text,
        sentAt,
        author,
        register,
        recipient,
      ]),
    ).toEqual([
      ["x:11", "old & short", Date.UTC(2014, 0, 24, 2, 2, 37), "mara_writes", "post", null],
      ["x:12", "sure", Date.UTC(2014, 0, 25, 2, 2, 37), "mara_writes", "reply", "ben"],
    ]);
    expect(rejections.map(({ reason }) => reason)).toEqual(["retweet"]);
    expect(tally.me).toMatchObject({ names: ["mara_writes"], certainty: "certain" });
    expect(tally.warnings).toEqual([]);
  }
});

test("[X1] posts in communities and to a circle are posts", async () => {
  const { entries } = await readZip(
    {
      path: "data/community-tweet.js",
      content: ytd("community_tweet", [tweet("1", "to those who knit", { community_id_str: "5" })]),
    },
    { path: "data/twitter-circle-tweet.js", content: ytd("twitter_circle_tweet", [tweet("2", "to a few")]) },
    { path: "data/twitter-circle.js", content: ytd("twitter_circle", [{ twitterCircle: { id: "3" } }]) },
    { path: "data/community-note.js", content: ytd("community_note", [{ communityNote: { summary: "not a post" } }]) },
  );
  expect(entries.map(({ text, register }) => [text, register])).toEqual([
    ["to those who knit", "post"],
    ["to a few", "post"],
  ]);
});

test("[X8] a short tweet in the same second does not take a long post's place", async () => {
  const long = `The kettle ${"is a patient thing, ".repeat(30)}`.trim();
  const { entries } = await readZip(
    { path: "data/tweets.js", content: ytd("tweets", [tweet("1", "The kettle")]) },
    {
      path: "data/note-tweet.js",
      content: ytd("note_tweet", [
        { noteTweet: { noteTweetId: "n", createdAt: "2024-11-09T12:14:18.000Z", core: { text: long } } },
      ]),
    },
  );
  expect(entries.map(({ text }) => text)).toEqual(["The kettle", long]);
});

test("[X9] a group is called as it was called last", async () => {
  const named = (name: string) => ({
    conversationNameUpdate: { initiatingUserId: "33", name, createdAt: "2024-01-02T09:00:00.000Z" },
  });
  const { entries } = await readZip({
    path: "data/direct-messages-group.js",
    content: ytd("direct_messages_group", [
      conversation("555", [
        named("The late ones"),
        message("g1", "4711", null, "here", "2024-01-02T10:00:00.000Z"),
        named("Crew"),
      ]),
    ]),
  });
  expect(entries).toMatchObject([{ recipient: "The late ones", isOwn: true, register: "chat" }]);
});

test("[X13] of an edited post the last wording is the entry, and the others are counted", async () => {
  const initial = (ids: readonly string[]) => ({
    edit_info: { initial: { editTweetIds: ids, editsRemaining: "4", isEditEligible: true } },
  });
  const edit = (ids: readonly string[]) => ({
    edit_info: {
      edit: {
        initialTweetId: ids[0],
        editControlInitial: { editTweetIds: ids, editsRemaining: "4", isEditEligible: true },
      },
    },
  });
  const { entries, rejections, tally } = await readTweets(
    tweet("30", "third try", edit(["10", "20", "30"])),
    tweet("20", "second try", edit(["10", "20", "30"])),
    tweet("50", "mended", edit(["40", "50"])),
    tweet("40", "mendde", initial(["40"])),
    tweet("10", "frist try", initial(["10", "20", "30"])),
    tweet("60", "its successor was deleted", initial(["60", "70"])),
    tweet("80", "never edited", initial(["80"])),
  );
  expect(entries.map(({ id, text }) => [id, text])).toEqual([
    ["x:80", "never edited"],
    ["x:30", "third try"],
    ["x:50", "mended"],
    ["x:60", "its successor was deleted"],
  ]);
  expect(rejections.map(({ reason, excerpt }) => [reason, excerpt])).toEqual([
    ["superseded", "second try"],
    ["superseded", "frist try"],
    ["superseded", "mendde"],
  ]);
  expect(tally.rejections).toMatchObject([{ reason: "superseded", count: 3 }]);
});

test("[P4] an archive that was saved in another encoding is read, with a remark", async () => {
  const latin = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
  const { entries, tally } = await readZip({
    path: "data/tweets.js",
    content: latin(ytd("tweets", [tweet("1", "Grüße aus Köln"), tweet("2", "plain")])),
  });
  expect(entries.map(({ text }) => text)).toEqual(["Grüße aus Köln", "plain"]);
  expect(tally.warnings).toEqual(["“tweets.js” is not in UTF-8 and was read as Windows-1252. Look at the samples."]);
});
