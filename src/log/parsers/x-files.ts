import { baseName, type ProbedFile } from "../source-file.ts";

/** The files of an X/Twitter archive that are read, by their header. */
export type XFileType = "tweets" | "notes" | "account" | "messages" | "group-messages" | "manifest" | "other";

const headerPattern = /(?:^|\n)\s*window\.YTD\.([A-Za-z0-9_]+)\.part\d+\s*=/;

/** [X1] What a file of an archive holds, by the assignment it begins with; null when it begins otherwise. */
export function xFileType(file: ProbedFile): XFileType | null {
  const start = file.headText.slice(0, 2048);
  if (/^\s*window\.__THAR_CONFIG\s*=/.test(start)) return "manifest";
  const name = headerPattern.exec(start)?.[1]?.replaceAll("_", "").toLowerCase();
  if (name === undefined) return null;
  if (/^tweets?$/.test(name)) return "tweets";
  if (/^notetweets?$/.test(name)) return "notes";
  if (name === "account") return "account";
  if (/^directmessages?$/.test(name)) return "messages";
  if (/^directmessages?group$|^directmessagegroupconversations$/.test(name)) return "group-messages";
  // Likes, deleted tweets, headers, advertising: never read ([X10]).
  return "other";
}

/** [X2] The folder that an archive file belongs to: the one that holds `data/`. */
export function archiveRoot(path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return baseName(folder) === "data" ? folder.slice(0, Math.max(0, folder.lastIndexOf("/"))) : folder;
}
