import { isRecord, type JsonRecord, firstField, textField } from "./json-line-fields.ts";

/** [X5] Decodes the HTML entities of a tweet, once: `&amp;lt;` was typed as `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#39|#x27|nbsp);/g, (_, name: string) => entities[name] ?? _);
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  "#x27": "'",
  nbsp: "\u00A0",
};

/** The links of a tweet, note or message: short address to full address; pictures map to "". */
export function readLinks(...lists: readonly unknown[]): Map<string, string> {
  const links = new Map<string, string>();
  for (const list of lists) {
    if (!Array.isArray(list)) continue;
    for (const link of list) {
      if (!isRecord(link)) continue;
      const short = textField(link, ["url", "shortUrl", "short_url"]);
      const isMedia = firstField(link, ["media_url", "media_url_https"]) !== undefined;
      const full = isMedia ? "" : (textField(link, ["expanded_url", "expandedUrl", "expanded"]) ?? "");
      if (short !== undefined && !(links.has(short) && full === "")) links.set(short, full);
    }
  }
  return links;
}

/** [X6] Writes out t.co links where the archive knows them, and drops the others and those of pictures. */
export function expandLinks(text: string, links: ReadonlyMap<string, string>): string {
  return text.replace(/ ?https?:\/\/t\.co\/\w+/g, (match) => {
    const full = links.get(match.trimStart()) ?? "";
    const blank = match.startsWith(" ") ? " " : "";
    return /^https?:\/\//.test(full) ? blank + full : "";
  });
}

/**
 * [X7] Cuts the handles that a reply begins with. `display_text_range` says where it can (its unit is the Unicode code
 * point); many archives give 0 there, so the leading handles of every reply go.
 */
export function cutMentions(text: string, tweet: JsonRecord, isReply: boolean): { text: string; mentions: string[] } {
  const run = /^(?:@\w{1,20}\s+)+(?=\S)|^(?:@\w{1,20}\s*)+$/u.exec(text)?.[0] ?? "";
  const mentions = [...run.matchAll(/@(\w+)/g)].map((match) => match[1] as string);
  if (run === "") return { text, mentions };
  const range = tweet["display_text_range"];
  const start = Array.isArray(range) ? Number(range[0]) : 0;
  if (Number.isSafeInteger(start) && start > 0) {
    const lead = Array.from(text.slice(0, start * 2))
      .slice(0, start)
      .join("");
    // A range that cuts into the text itself is wrong: then the handles decide.
    if (run.startsWith(lead) && lead.length <= run.length) {
      return {
        text: text.slice(lead.length),
        mentions: [...lead.matchAll(/@(\w+)/g)].map((match) => match[1] as string),
      };
    }
  }
  return isReply ? { text: text.slice(run.length), mentions } : { text, mentions: [] };
}
