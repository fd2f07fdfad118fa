import type { Span } from "../text/words.ts";
import { findPlaces, type StyleText } from "./style-text.ts";

/** How a text does in one respect. */
export interface StyleMeasure {
  readonly value: number;
  /** What the value is an average over: sentences, words, places where one could have chosen. */
  readonly opportunities: number;
  /** Places in the text that count. */
  readonly places: readonly Span[];
}

/** One habit that can be measured. */
export interface StyleFeature {
  /** Stable, kebab-case. */
  readonly name: string;
  /**
   * `average`: any number; `rate`: how often per opportunity, may exceed 1; `share`: which part of the opportunities, 0–1.
   */
  readonly kind: "average" | "rate" | "share";
  /** `entry`: only whole entries can be compared (greetings). */
  readonly scope: "passage" | "entry";
  /** Fewer opportunities than this say nothing. */
  readonly fewest: number;
  /** A difference below this is not worth a word. */
  readonly smallest: number;
  measure(text: StyleText): StyleMeasure;
  /** One plain sentence with both values. */
  describe(value: number, mean: number): string;
}

type Fixed = Pick<StyleFeature, "name" | "describe" | "smallest"> & Partial<Pick<StyleFeature, "fewest" | "scope">>;

/** How many places match a pattern, per word. */
export function ratePerWord(pattern: RegExp, feature: Fixed): StyleFeature {
  return {
    kind: "rate",
    scope: "passage",
    fewest: 12,
    ...feature,
    measure({ text, words }) {
      const places = findPlaces(text, pattern);
      return { value: places.length / Math.max(1, words.length), opportunities: words.length, places };
    },
  };
}

/** The part of all sentences for which something holds. */
export function shareOfSentences(holds: (sentence: string) => boolean, feature: Fixed): StyleFeature {
  return {
    kind: "share",
    scope: "passage",
    fewest: 2,
    ...feature,
    measure({ text, sentences }) {
      const places = sentences.filter(({ start, end }) => holds(text.slice(start, end)));
      return { value: places.length / Math.max(1, sentences.length), opportunities: sentences.length, places };
    },
  };
}

/** Of two ways to write the same thing: the part of the first one. */
export function shareOfChoices(one: RegExp, other: RegExp, feature: Fixed): StyleFeature {
  return {
    kind: "share",
    scope: "passage",
    fewest: 2,
    ...feature,
    measure({ text }) {
      const first = findPlaces(text, one);
      const second = findPlaces(text, other);
      const all = first.length + second.length;
      // The rarer choice is what stands out.
      const places = first.length <= second.length && first.length > 0 ? first : second.length > 0 ? second : first;
      return { value: all === 0 ? 0 : first.length / all, opportunities: all, places };
    },
  };
}
