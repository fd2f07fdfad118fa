import { createTally, type TallyResult } from "../import-tally.ts";
import type { ChosenFile } from "../open-sources.ts";
import type { ParsedEntry } from "../parser.ts";
import type { Rejection } from "../rejection.ts";
import { openLog, readLog } from "../read-log.ts";

/** Everything that one reading yields. */
export interface ReadResult {
  readonly format: string;
  readonly entries: readonly ParsedEntry[];
  readonly rejections: readonly Rejection[];
  readonly tally: TallyResult;
}

/** A chosen file of a text or bytes. */
export function chosen(path: string, content: string | Uint8Array | Blob): ChosenFile {
  return { path, blob: content instanceof Blob ? content : new Blob([content as BlobPart]) };
}

/** Opens and reads files as the app does. */
export async function readAll(...files: readonly ChosenFile[]): Promise<ReadResult> {
  const { signal } = new AbortController();
  const log = await openLog(files, { signal });
  const tally = createTally();
  const entries: ParsedEntry[] = [];
  const rejections: Rejection[] = [];
  for await (const item of readLog(log, { signal })) {
    tally.add(item);
    if (item.kind === "entry") entries.push(item.entry);
    if (item.kind === "rejection") rejections.push(item.rejection);
  }
  return { format: log.format, entries, rejections, tally: tally.result() };
}
