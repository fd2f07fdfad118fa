import { readDatedLine, readDateHeading } from "../date-heading.ts";
import { type ParseContext, type ParsedItem, rejected } from "../parser.ts";
import { readLines, type TextLine } from "../read-lines.ts";
import { reject } from "../rejection.ts";
import { isOmittedMedia, readChatLine } from "../chat-line.ts";
import { cleanText } from "../text-encoding.ts";
import { baseName, type ProbedFile } from "../source-file.ts";
import { createTextFilter, type TextFilter } from "../text-filter.ts";
import { isSeparator, maxTextLineBytes, type TextLayout } from "../text-survey.ts";
import { fileWarnings } from "./file-warnings.ts";
import { createTextBlocks, type TextBlocks, type TextOrigin } from "./text-blocks.ts";

/** Reads one text a second time and yields its entries by the layout that was found. */
export async function* readTextEntries(
  file: ProbedFile,
  context: ParseContext,
  layout: TextLayout,
  origin: TextOrigin,
): AsyncGenerator<ParsedItem, void, undefined> {
  const filter = createTextFilter(origin.isMarkdown, layout.frontMatter.lines);
  const blocks = createTextBlocks(origin);
  const name = baseName(file.path);
  let fallbackLines = 0;
  let yielded = 0;

  for await (const batch of readLines(file, context, maxTextLineBytes)) {
    const items: ParsedItem[] = [];
    for (const line of batch) {
      if (line.isFallback) fallbackLines++;
      if (line.isTooLong) items.push(rejected(reject("too-long", `${name}, line ${line.number}`, line.text)));
      else placeLine(line, name, layout, filter, blocks);
    }
    items.push(...takeStripped(filter, name), ...blocks.take());
    yielded += items.length;
    yield* items;
  }
  filter.end();
  blocks.close();
  const items = [...takeStripped(filter, name), ...blocks.take()];
  yield* items;
  if (yielded + items.length === 0) yield rejected(reject("empty-text", name));
  yield* fileWarnings(file, fallbackLines, 0);
  if (blocks.zeroBytes > 0) yield { kind: "warning", message: `“${name}” holds zero bytes; they were left out.` };
}

function placeLine(line: TextLine, name: string, layout: TextLayout, filter: TextFilter, blocks: TextBlocks): void {
  const text = filter.next(line.text, line.number);
  if (text === null) return blocks.markGap();
  if (layout.kind === "lines") blocks.end();
  if (layout.kind === "blocks" && isSeparator(text)) return blocks.end();
  const place = `${name}, line ${line.number}`;
  if (layout.kind === "chat") {
    const said = readChatLine(text, layout.order);
    if (said === null || said.hasStamp !== layout.isStamped) return blocks.add(text);
    if (said.name === null) return blocks.refuse("system-event", place, said.text);
    blocks.startTurn(cleanText(said.name), said.heading?.date ?? null);
    return isOmittedMedia(said.text) ? blocks.refuse("embed", place, said.text) : blocks.add(said.text);
  }
  if (layout.kind === "dated") {
    // Day One writes a head of such lines under the date.
    if (/^\t[A-Z][A-Za-z ]{2,20}:\t/.test(text) && readDateHeading(text, layout.order) === null) return;
    const heading = readDateHeading(text, layout.order);
    if (heading) return blocks.startDay(heading.date, place, text);
    const dated = layout.hasDatedLines ? readDatedLine(text) : null;
    if (dated) {
      blocks.startDay(dated.date, place, text);
      return blocks.add(dated.text);
    }
  }
  blocks.add(text);
}

function takeStripped(filter: TextFilter, name: string): ParsedItem[] {
  return filter.takeStripped().map(({ reason, line, text }) => rejected(reject(reason, `${name}, line ${line}`, text)));
}
