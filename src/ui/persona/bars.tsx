import { Link } from "wouter";

import { count, formatNumber } from "../parts/format.ts";

interface Bar {
  readonly name: string;
  readonly value: number;
  /** The entries behind the number, in the Log. */
  readonly href?: string | undefined;
}

/** Amounts beside their names, as a list that reads well without seeing the bars. */
export function BarList(properties: { readonly label: string; readonly bars: readonly Bar[] }): React.ReactElement {
  const most = Math.max(1, ...properties.bars.map((bar) => bar.value));
  return (
    <ul className="bars" aria-label={properties.label}>
      {properties.bars.map((bar) => (
        <li key={bar.name} className="bar-row">
          <bdi className="bar-name">{bar.href === undefined ? bar.name : <Link href={bar.href}>{bar.name}</Link>}</bdi>
          <span className="bar-track" aria-hidden="true">
            <span className="bar-fill" style={{ width: `${(100 * bar.value) / most}%` }} />
          </span>
          <span className="bar-value">{formatNumber(bar.value)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Amounts over time, as columns with their names beneath. */
export function Columns(properties: { readonly label: string; readonly columns: readonly Bar[] }): React.ReactElement {
  const most = Math.max(1, ...properties.columns.map((column) => column.value));
  const every = Math.ceil(properties.columns.length / 12);
  return (
    <ol className="columns" aria-label={properties.label}>
      {properties.columns.map((column, index) => (
        <li
          key={column.name}
          className="column-item"
          title={`${column.name}: ${count(column.value, "entry", "entries")}`}
        >
          <span className="column-space" aria-hidden="true">
            <span className="column-fill" style={{ height: `${(100 * column.value) / most}%` }} />
          </span>
          <span className="column-name">
            {column.href === undefined ? (
              <span aria-hidden="true">{index % every === 0 ? column.name : "\u00a0"}</span>
            ) : (
              <Link href={column.href}>{column.name}</Link>
            )}
          </span>
          <span className="visually-hidden">
            {column.href === undefined && column.name}: {count(column.value, "entry", "entries")}
          </span>
        </li>
      ))}
    </ol>
  );
}
