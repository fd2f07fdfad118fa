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
  readonly frontMatter: ReadonlyMap<string, string>;
}

const maxFrontMatterLines = 200;

/** A filter for one text, to be fed all its lines in order. */
export function createTextFilter(isMarkdown: boolean): TextFilter {
  const frontMatter = new Map<string, string>();
  let stripped: Stripped[] = [];
  let open: { reason: RejectionReason; line: number; text: string } | undefined;
  let fence: string | undefined;
  let isInFrontMatter = false;

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
    frontMatter,
    next(line, number) {
      if (isMarkdown && number === 1 && /^---\s*$/.test(line)) {
        isInFrontMatter = true;
        return null;
      }
      if (isInFrontMatter) {
        if (/^(---|\.\.\.)\s*$/.test(line) || number > maxFrontMatterLines) isInFrontMatter = false;
        else readField(line, frontMatter);
        return null;
      }
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

function readField(line: string, fields: Map<string, string>): void {
  const match = /^([A-Za-z][\w-]{0,40})\s*:\s*(.+)$/.exec(line.slice(0, 1000));
  if (!match) return;
  const value = (match[2] as string).trim().replace(/^(["'])(.*)\1$/, "$2");
  const key = (match[1] as string).toLowerCase();
  if (value !== "" && !fields.has(key)) fields.set(key, value);
}
