import { styleFeatures } from "./all-features.ts";
import type { OwnTotal } from "./feature-baseline.ts";
import type { OwnText } from "./sample-windows.ts";
import type { StyleFeature } from "./style-feature.ts";
import { readStyleText } from "./style-text.ts";

/** How often the person did each thing that can be counted, over whole entries. */
export type OwnTotals = ReadonlyMap<StyleFeature, OwnTotal>;

/** Counts over all entries: what “never in 19,000 words” rests on. */
export function countTotals(entries: readonly OwnText[]): OwnTotals {
  const counted = styleFeatures.filter((feature) => feature.kind !== "average");
  const hits = counted.map(() => 0);
  const opportunities = counted.map(() => 0);
  for (const entry of entries) {
    const style = readStyleText(entry.text);
    for (const [i, feature] of counted.entries()) {
      const measure = feature.measure(style);
      hits[i] = (hits[i] as number) + Math.round(measure.value * measure.opportunities);
      opportunities[i] = (opportunities[i] as number) + measure.opportunities;
    }
  }
  return new Map(
    counted.map((feature, i) => [feature, { hits: hits[i] as number, opportunities: opportunities[i] as number }]),
  );
}
