/** Front matter of a Markdown file: how many lines it takes, fences included, and how its fields are written. */
export interface FrontMatter {
  readonly lines: number;
  readonly fields: ReadonlyMap<string, string>;
}

const none: FrontMatter = { lines: 0, fields: new Map() };
const maxLines = 200;

/**
 * [M2] Reads the front matter at the beginning of a text: YAML between `---`, TOML between `+++`. It is none when it is not
 * closed or does not begin with a field: then the line is a rule, and what follows it is text.
 */
export function readFrontMatter(headText: string): FrontMatter {
  const lines = headText.split(/\r\n?|\n/, maxLines + 1);
  const fence = /^(---|\+\+\+)\s*$/.exec(lines[0] ?? "")?.[1];
  if (fence === undefined) return none;
  const end = lines.findIndex((line, index) => index > 0 && isEnd(line, fence));
  if (end === -1) return none;
  const inner = lines.slice(1, end);
  const first = inner.find((line) => line.trim() !== "");
  const field = fence === "---" ? /^([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?$/ : /^([A-Za-z][\w.-]{0,40})\s*=\s*(.+)$/;
  const isFields = first === undefined || field.test(first) || /^\s*[#[]/.test(first);
  if (!isFields) return none;
  const fields = new Map<string, string>();
  for (const line of inner) {
    const match = field.exec(line.slice(0, 1000));
    const value = (match?.[2] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
    const key = (match?.[1] ?? "").toLowerCase();
    if (value !== "" && !fields.has(key)) fields.set(key, value);
  }
  return { lines: end + 1, fields };
}

function isEnd(line: string, fence: string): boolean {
  const bare = line.trimEnd();
  return bare === fence || (fence === "---" && bare === "...");
}
