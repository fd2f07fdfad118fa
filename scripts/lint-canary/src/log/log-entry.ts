export interface LogEntry {
  readonly text: string;
}

export function makeEntry(text: string): LogEntry {
  return { text };
}
