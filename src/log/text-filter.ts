import type { RejectionReason } from "./rejection.ts";

/** A stretch of lines that is not the person's writing. */
export interface Stripped {
  readonly reason: RejectionReason;
  readonly line: number;
  readonly text: string;
}

/**
 * Takes out of a text, line by line, what its author did not write: quotes (`>`), and in Markdown front matter, fenced
 * code and embedded files ([M2]–[M5], [T5]). `next` gives the line to keep, or null.
 */
export interface TextFilter {
  next(line: string, number: number): string | null;
  /** What was taken out since the last call. */
  takeStripped(): readonly Stripped[];
  /** Ends the text: an open fence or quote is counted. */
  end(): void;
}

/** A filter for one text, to be fed all its lines in order; the first `frontMatterLines` are passed over. */
export function createTextFilter(isMarkdown: boolean, frontMatterLines = 0): TextFilter {
  let stripped: Stripped[] = [];
  let open: { reason: RejectionReason; line: number; text: string } | undefined;
  let fence: string | undefined;

  const strip = (reason: RejectionReason, line: number, text: string): null => {
    if (open?.reason !== reason) close();
    open ??= { reason, line, text };
    return null;
  };
  const close = (): void => {
    if (open) stripped.push(open);
    open = undefined;
  };

  return {
    next(line, number) {
      if (number <= frontMatterLines) return null;
      const mark = isMarkdown ? /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1] : undefined;
      if (fence !== undefined) {
        if (mark?.startsWith(fence) && line.trim() === mark) {
          fence = undefined;
          close();
        }
        return null;
      }
      if (mark !== undefined) {
        close();
        fence = mark;
        return strip("code-block", number, line);
      }
      // Properties of Logseq and Dataview belong to the program, as front matter does.
      if (isMarkdown && /^\s*(?:[-*]\s+)?[A-Za-z][\w-]{0,40}::(?:\s|$)/.test(line)) return null;
      if (/^\s{0,3}>/.test(line)) return strip("quoted-text", number, line);
      close();
      if (isMarkdown && /^\s*(!\[\[[^\]]*\]\]|!\[[^\]]*\]\([^)]*\))\s*$/.test(line)) {
        strip("embed", number, line);
        close();
        return null;
      }
      return line;
    },
    takeStripped() {
      const taken = stripped;
      stripped = [];
      return taken;
    },
    end: close,
  };
}
