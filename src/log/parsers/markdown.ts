import { readDateHeading } from "../date-heading.ts";
import { type LogParser } from "../parser.ts";
import { type ReadDate, readDate, toDate } from "../read-date.ts";
import { baseName, extensionOf, type ProbedFile } from "../source-file.ts";
import { looksBinary } from "../text-encoding.ts";
import { surveyText, type TextLayout } from "../text-survey.ts";
import { orderWarning } from "./plain-text.ts";
import { readTextEntries } from "./text-entries.ts";

/** Markdown files, alone or a folder of them (Obsidian, Jekyll); rules [M1]–[M8]. */
export const markdownParser: LogParser = {
  source: "markdown",
  title: "Markdown",
  claim(files) {
    const notes = files.filter(isMarkdown);
    return { groups: notes.length > 0 ? [notes] : [], taken: [] };
  },
  async *parse(files, context) {
    for (const file of files) {
      const layout = await surveyText(file, context, true);
      if (layout.isOrderGuessed) yield orderWarning(file);
      const name = baseName(file.path).replace(/\.[^.]+$/, "");
      yield* readTextEntries(file, context, layout, {
        source: "markdown",
        isMarkdown: true,
        author: layout.frontMatter.fields.get("author") ?? null,
        context: readTitle(layout, name),
        date: readFileDate(layout, name),
        register: readRegister(layout, file.path, name),
      });
    }
  },
};

const markdownExtensions = /^(md|markdown|mdown|mkd|mdx|qmd)$/;

function isMarkdown(file: ProbedFile): boolean {
  return markdownExtensions.test(extensionOf(file.path)) && !looksBinary(file.head);
}

/** [M6] Front matter, else the date that begins the file name. */
function readFileDate(layout: TextLayout, name: string): ReadDate | null {
  for (const key of ["date", "created", "created_at", "published", "day"]) {
    const value = layout.frontMatter.fields.get(key);
    const date = value === undefined ? null : (readDate(value) ?? readDateHeading(value)?.date ?? null);
    if (date) return date;
  }
  const match = fileDatePattern.exec(name);
  return match ? toDate(match[1], match[2], match[3]) : null;
}

const fileDatePattern = /^(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/;

/** [M7] Front matter, else the file name without its date; names that say nothing are no title. */
function readTitle(layout: TextLayout, name: string): string | null {
  const title = layout.frontMatter.fields.get("title");
  if (title !== undefined) return title;
  const rest = name
    .replace(fileDatePattern, "")
    .replace(/^[-_.\s]+|[-_.\s]+$/g, "")
    .replace(/[-_]+/g, " ");
  return rest === "" || /^(untitled|readme|index|note|notes|new note)(\s*\d+)?$/i.test(rest) ? null : rest;
}

/** [M8] Daily notes are diaries, a blog's posts are posts, everything else is a note. */
function readRegister(layout: TextLayout, path: string, name: string): string {
  if (/(^|\/)_posts\//.test(path) || layout.frontMatter.fields.get("layout") === "post") return "post";
  return fileDatePattern.test(name) && name.replace(fileDatePattern, "").trim() === "" ? "diary" : "note";
}
