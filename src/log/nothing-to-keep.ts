import { ImportError } from "./errors.ts";
import type { RejectionCount } from "./import-tally.ts";

/** The error of files that were read and hold no entry, with the commonest reasons. */
export function nothingToKeep(title: string, rejections: readonly RejectionCount[]): ImportError {
  const reasons = rejections.slice(0, 4).map(({ count, message }) => `${count} × “${message}”`);
  const why = reasons.length === 0 ? "" : ` Left out: ${reasons.join("; ")}.`;
  return new ImportError("nothing-to-keep", `There is no entry to keep in ${title}.${why}`);
}
