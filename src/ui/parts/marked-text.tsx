/** Text with some stretches marked; only ever text nodes, so that nothing in an entry can be markup. */
export function MarkedText(properties: {
  readonly text: string;
  readonly matches: readonly { readonly start: number; readonly end: number }[];
}): React.ReactElement {
  const { text, matches } = properties;
  const pieces: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) pieces.push(text.slice(at, start));
    pieces.push(<mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  pieces.push(text.slice(at));
  return <>{pieces}</>;
}
