/** A piece of a prompt as an engine takes it: text is only ever text, a mark is one special token. */
export type PromptPiece = { readonly mark: string } | { readonly text: string };

/** The marks of the log format, in which the starter model was trained: see training/README.md. */
export const logMarks = {
  author: "<|author|>",
  /** A title or topic. */
  topic: "<|context|>",
  /** What somebody else said. */
  other: "<|other|>",
  own: "<|post|>",
} as const;

/** One earlier entry of the person, or a part of it. */
export interface PromptEntry {
  readonly topic?: string | null | undefined;
  /** What somebody said before it. */
  readonly replyTo?: string | null | undefined;
  readonly text: string;
}

/** The entry that is to be written. */
export interface OpenEntry {
  readonly topic?: string | null | undefined;
  readonly replyTo?: string | null | undefined;
  /** What stands there already. */
  readonly text: string;
}

/** `<|author|>`, the entries in this order, then an open entry: the model goes on in the voice of the entries before. */
export function writeLogPrompt(entries: readonly PromptEntry[], open: OpenEntry): PromptPiece[] {
  const pieces: PromptPiece[] = [{ mark: logMarks.author }];
  const push = (mark: string, text: string | null | undefined): void => {
    if (text === null || text === undefined || text.trim() === "") return;
    pieces.push({ mark }, { text: text.trim() });
  };
  for (const { topic, replyTo, text } of entries) {
    push(logMarks.topic, topic);
    push(logMarks.other, replyTo);
    push(logMarks.own, text);
  }
  push(logMarks.topic, open.topic);
  push(logMarks.other, open.replyTo);
  pieces.push({ mark: logMarks.own });
  if (open.text !== "") pieces.push({ text: open.text });
  return pieces;
}
