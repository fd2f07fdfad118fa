import { fewestWordsForDistance } from "../../stylometry/limits.ts";
import { segmentWords } from "../../text/words.ts";

/** How far from the person's own baseline, in words and as a bar; distances in standard deviations. */
export function LikeMeasure(properties: {
  readonly distance: number | null;
  readonly text: string;
}): React.ReactElement {
  const { distance, text } = properties;
  if (distance === null) {
    const isShort = segmentWords(text).length < fewestWordsForDistance;
    return (
      <span className="quiet small">
        {isShort ? "Too short to tell how much it is like you." : "Not enough of your own text to compare yet."}
      </span>
    );
  }
  const size = Math.abs(distance);
  const words =
    size < 0.75 ? "very much like you" : size < 1.5 ? "like you" : size < 2.5 ? "a little unlike you" : "unlike you";
  // Five steps, the fullest for what is most like the person.
  const filled = Math.max(1, Math.min(5, 5 - Math.floor(size / 0.75)));
  return (
    <span className="like">
      <svg viewBox="0 0 50 10" width="50" height="10" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((step) => (
          <rect
            key={step}
            x={step * 10 + 0.75}
            y="1"
            width="7.5"
            height="8"
            rx="1"
            fill={step < filled ? "var(--accent)" : "none"}
            stroke="var(--accent)"
          />
        ))}
      </svg>
      <span>{words}</span>
      <span className="quiet small">{size.toFixed(1)} deviations</span>
    </span>
  );
}
