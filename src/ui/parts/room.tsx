import type { ReactNode } from "react";

/** A room on the sheet: its matter on the left, the margin (what the machine says about it) on the right. */
export function Room(properties: {
  readonly title: string;
  readonly lede?: ReactNode;
  readonly margin?: ReactNode;
  readonly marginLabel?: string;
  readonly children: ReactNode;
}): React.ReactElement {
  const { title, lede, margin, marginLabel = "Margin", children } = properties;
  return (
    <div className={margin === undefined ? "room no-margin" : "room"}>
      <div className="room-main">
        <div className="column">
          <h1 className="room-title" tabIndex={-1}>
            {title}
          </h1>
          {lede !== undefined && <p className="lede">{lede}</p>}
          {children}
        </div>
      </div>
      {margin !== undefined && (
        <aside className="margin stack" aria-label={marginLabel}>
          {margin}
        </aside>
      )}
    </div>
  );
}
