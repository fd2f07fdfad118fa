import type { ParseContext } from "./parser.ts";
import { concat, readChunks } from "./read-lines.ts";
import type { SourceFile } from "./source-file.ts";

/** One element of a JSON array that was found in a file, not parsed yet. */
export interface ArrayElement {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** `whole`: its brackets close. Otherwise `bytes` is only its beginning. */
  readonly state: "whole" | "cut-off" | "too-long" | "too-deep";
}

/** How deep an element may nest; real exports stay under ten. */
const maxDepth = 100;
const excerptBytes = 512;

const quote = 34;
const comma = 44;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/**
 * Finds the elements of the first JSON array in a file without parsing anything, whatever stands before it
 * (`window.YTD.tweets.part0 = `) and holding one element at a time. Only strings, brackets and commas are looked at, so a
 * broken element does not spoil the next, and a file that was cut off loses only its last.
 */
export async function* readJsonArray(
  file: SourceFile,
  context: ParseContext,
  maxElementBytes: number,
): AsyncGenerator<readonly ArrayElement[], void, undefined> {
  let depth = 0; // 0 before the array, 1 between elements, more inside one
  let isInString = false;
  let isEscaped = false;
  let isDone = false;
  let isTooDeep = false;
  let isTooLong = false;
  let hasContent = false;
  let number = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let batch: ArrayElement[] = [];

  const hold = (bytes: Uint8Array): void => {
    if (isTooLong || bytes.length === 0) return;
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes > maxElementBytes) {
      held = [concat(held).slice(0, excerptBytes)];
      isTooLong = true;
    }
  };
  const endElement = (isCutOff: boolean): void => {
    if (hasContent) {
      const state = isTooLong ? "too-long" : isTooDeep ? "too-deep" : isCutOff ? "cut-off" : "whole";
      number++;
      batch.push({ number, bytes: held.length === 1 ? (held[0] as Uint8Array) : concat(held), state });
    }
    held = [];
    heldBytes = 0;
    hasContent = isTooDeep = isTooLong = false;
  };

  for await (const chunk of readChunks(file, context)) {
    let start = 0;
    for (let i = 0; i < chunk.length && !isDone; i++) {
      const byte = chunk[i] as number;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) isInString = false;
        continue;
      }
      if (depth === 0) {
        if (byte !== openBracket) continue;
        depth = 1;
        start = i + 1;
        continue;
      }
      if (byte === quote) isInString = true;
      else if (byte === openBrace || byte === openBracket) {
        if (++depth > maxDepth) isTooDeep = true;
      } else if (byte === closeBracket || (byte === closeBrace && depth > 1)) {
        // A stray `}` between elements belongs to a broken one and must not end the array.
        depth--;
        if (depth === 0) isDone = true;
      }
      const isBetween = isDone || (byte === comma && depth === 1);
      if (isBetween) {
        hold(chunk.subarray(start, i));
        endElement(false);
        start = i + 1;
      } else if (byte > 32) hasContent = true;
    }
    if (depth > 0 && start < chunk.length) hold(chunk.slice(start));
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
    if (isDone) return;
  }
  if (depth > 0) endElement(true);
  if (batch.length > 0) yield batch;
}
