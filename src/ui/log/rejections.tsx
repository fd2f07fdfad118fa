import type { RejectionGroup } from "../../app/import-desk.ts";
import { Details } from "../parts/controls.tsx";
import { formatNumber } from "../parts/format.ts";

/** What was left out and why, each reason with its first examples. */
export function Rejections(properties: { readonly groups: readonly RejectionGroup[] }): React.ReactElement | null {
  const { groups } = properties;
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <section className="stack-tight" aria-label="Left out">
      <h2>Left out: {formatNumber(total)}</h2>
      {groups.map((group) => (
        <Details key={group.reason} title={`${group.message} (${formatNumber(group.count)})`}>
          <ul className="examples">
            {group.examples.map((example) => (
              <li key={`${example.place}-${example.excerpt}`}>
                <span className="quiet small">{example.place}</span>
                <span className="book" dir="auto">
                  {example.excerpt}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      ))}
    </section>
  );
}
