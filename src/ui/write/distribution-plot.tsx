import type { StyleFinding } from "../../app/assistant.ts";

const width = 300;
const height = 56;
const floor = 40;
const spread = 3.2;

/** The person's own values as a bell over the habit, and where this text stands; values as the finding says them. */
export function DistributionPlot(properties: { readonly finding: StyleFinding }): React.ReactElement {
  const { baselineMean: mean, baselineDeviation: deviation, value, ownLabel, hereLabel } = properties.finding;
  const z = deviation > 0 ? (value - mean) / deviation : Math.sign(value - mean) * spread;
  const at = (score: number): number =>
    width / 2 + (Math.max(-spread, Math.min(spread, score)) / spread) * (width / 2 - 8);
  const bell = Array.from({ length: 49 }, (_, index) => {
    const score = -spread + (index / 48) * 2 * spread;
    return `${at(score).toFixed(1)},${(floor - 34 * Math.exp(-(score ** 2) / 2)).toFixed(1)}`;
  }).join(" ");
  const anchor = z > 1.8 ? "end" : z < -1.8 ? "start" : "middle";
  return (
    <figure>
      <svg className="plot" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <polygon points={`${at(-1)},${floor} ${bellPart(at)} ${at(1)},${floor}`} fill="var(--rule)" />
        <polyline points={bell} fill="none" stroke="var(--ink-2)" strokeWidth="1.25" />
        <line x1="8" x2={width - 8} y1={floor} y2={floor} stroke="var(--rule-strong)" />
        <line x1={at(0)} x2={at(0)} y1={floor} y2={floor + 4} stroke="var(--ink-2)" />
        <text x={at(0)} y={floor + 15} textAnchor="middle" className="plot-text">
          {Math.abs(z) > 0.9 ? `you: ${ownLabel}` : ""}
        </text>
        <line x1={at(z)} x2={at(z)} y1="4" y2={floor} stroke="var(--heat-line)" strokeWidth="2.5" />
        <path d={`M${at(z)} 2l4 5h-8z`} fill="var(--heat-line)" transform={`rotate(180 ${at(z)} 4.5)`} />
        <text x={at(z)} y={floor + 15} textAnchor={anchor} className="plot-text strong">
          {z < -spread ? "← " : ""}here: {hereLabel}
          {z > spread ? " →" : ""}
        </text>
      </svg>
      <figcaption className="visually-hidden">
        Usual for you: {ownLabel}; in this text: {hereLabel}.
      </figcaption>
    </figure>
  );
}

function bellPart(at: (score: number) => number): string {
  return Array.from({ length: 17 }, (_, index) => {
    const score = -1 + index / 8;
    return `${at(score).toFixed(1)},${(floor - 34 * Math.exp(-(score ** 2) / 2)).toFixed(1)}`;
  }).join(" ");
}
