import { ImportError } from "./errors.ts";
import type { Dataset, LogParser } from "./parser.ts";
import { jsonLinesParser } from "./parsers/json-lines.ts";
import { markdownParser } from "./parsers/markdown.ts";
import { plainTextParser } from "./parsers/plain-text.ts";
import { xArchiveParser } from "./parsers/x-archive.ts";
import { baseName, extensionOf, type ProbedFile } from "./source-file.ts";
import { looksBinary } from "./text-encoding.ts";
import { isZip } from "./zip-archive.ts";

/** Every format, the surest first: who claims a file first has it. */
const parsers: readonly LogParser[] = [xArchiveParser, jsonLinesParser, markdownParser, plainTextParser];

/** What the files turned out to be. */
export interface Detection {
  readonly datasets: readonly Dataset[];
  readonly warnings: readonly string[];
}

/** Finds the formats of the files by manifest, path and header; throws `ImportError` when none is known. */
export function detectFormats(files: readonly ProbedFile[]): Detection {
  const datasets: Dataset[] = [];
  const left = new Set(files);
  for (const parser of parsers) {
    const { groups, taken } = parser.claim([...left]);
    for (const group of groups) {
      if (group.length > 0) datasets.push({ parser, files: group });
      for (const file of group) left.delete(file);
    }
    for (const file of taken) left.delete(file);
  }
  if (datasets.length === 0) throw describeUnknown(files);
  const warnings: string[] = [];
  if (left.size > 0) {
    const names = [...left].slice(0, 5).map((file) => baseName(file.path));
    const rest = left.size > names.length ? ` and ${left.size - names.length} more` : "";
    warnings.push(`Not of a format that can be read, left out: ${names.join(", ")}${rest}.`);
  }
  return { datasets, warnings };
}

const known = "X/Twitter archives (ZIP), JSON lines, Markdown and plain text";

function describeUnknown(files: readonly ProbedFile[]): ImportError {
  const file = files.find(({ head }) => isZip(head)) ?? files[0];
  if (file !== undefined && isZip(file.head)) {
    const message = `“${baseName(file.path)}” is a ZIP archive within another one. Unpack the outer one and choose what is in it.`;
    return new ImportError("unrecognised", message);
  }
  if (file === undefined || files.length > 1) {
    return new ImportError("unrecognised", `There is nothing here that can be read. What can be read: ${known}.`);
  }
  const name = baseName(file.path);
  const extension = extensionOf(name);
  const isText = /^(txt|text|md|markdown|jsonl|ndjson|js)$/.test(extension);
  if (isText && looksBinary(file.head)) {
    return new ImportError("mislabelled", `“${name}” is named .${extension}, but holds no text. Is it the right file?`);
  }
  if (/^(jsonl|ndjson)$/.test(extension)) {
    const message = `“${name}” is named .${extension}, but its lines are no JSON. Rename it to .txt to read it as plain text.`;
    return new ImportError("mislabelled", message);
  }
  return new ImportError("unrecognised", `“${name}” is of a kind that cannot be read yet. What can be read: ${known}.`);
}
