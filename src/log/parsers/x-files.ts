import { baseName, type ProbedFile } from "../source-file.ts";

/** The files of an X/Twitter archive that are read, by their header. */
export type XFileType = "tweets" | "notes" | "account" | "messages" | "group-messages" | "manifest" | "other";

const headerPattern = /(?:^|\n)\s*window\.YTD\.([A-Za-z0-9_]+)\.part\d+\s*=/;

/** Archives until 2018 had a file of tweets a month, and the owner in a file of their own. */
const monthPattern = /^\s*Grailbird\.data\.tweets_\d{4}_\d{2}\s*=/;
const oldDetailsPattern = /^\s*var (user_details|payload_details|tweet_index)\s*=/;

/** [X1] What a file of an archive holds, by the assignment it begins with; null when it begins otherwise. */
export function xFileType(file: ProbedFile): XFileType | null {
  const start = file.headText.slice(0, 2048);
  if (/^\s*window\.__THAR_CONFIG\s*=/.test(start)) return "manifest";
  if (monthPattern.test(start)) return "tweets";
  const details = oldDetailsPattern.exec(start)?.[1];
  if (details !== undefined && file.path.endsWith(`${details}.js`)) {
    return details === "user_details" ? "manifest" : "other";
  }
  const name = headerPattern.exec(start)?.[1]?.replaceAll("_", "").toLowerCase();
  if (name === undefined) return null;
  if (/^(?:community|twittercircle)?tweets?$/.test(name)) return "tweets";
  if (/^notetweets?$/.test(name)) return "notes";
  if (name === "account") return "account";
  if (/^directmessages?$/.test(name)) return "messages";
  if (/^directmessages?group$|^directmessagegroupconversations$/.test(name)) return "group-messages";
  // Likes, deleted tweets, headers, advertising: never read ([X10]).
  return "other";
}

/** [X2] The folder that an archive file belongs to: the one that holds `data/`. */
export function archiveRoot(path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/"))).replace(/(^|\/)data\/js(?:\/tweets)?$/, "$1data");
  return baseName(folder) === "data" ? folder.slice(0, Math.max(0, folder.lastIndexOf("/"))) : folder;
}
