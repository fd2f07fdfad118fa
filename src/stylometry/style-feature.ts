import type { Span } from "../text/words.ts";
import { type Comparison, sayHabit, saySentences, sayTimes } from "./plain-numbers.ts";
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
  /** Habits of one group tell the same thing; only the most telling one is said. */
  readonly group?: string | undefined;
  /**
   * `average`: any number; `rate`: how often per opportunity, may exceed 1; `share`: which part of the opportunities, 0–1.
   */
  readonly kind: "average" | "rate" | "share";
  /** `entry`: only whole entries can be compared (greetings). */
  readonly scope: "passage" | "entry";
  /** Fewer opportunities than this say nothing. */
  readonly fewest: number;
  /** A difference below this is not worth a word, unless it breaks a habit that is kept without exception. */
  readonly smallest: number;
  measure(text: StyleText): StyleMeasure;
  /** One plain sentence with both values. */
  describe(comparison: Comparison): string;
  /**
   * Sentences in which somebody else might have done what the person does not: they show the habit by its absence.
   * Without it, sentences that could show it as well as any.
   */
  readonly akin?: RegExp | undefined;
}

type Fixed = Pick<StyleFeature, "name" | "smallest"> &
  Partial<Pick<StyleFeature, "fewest" | "scope" | "group" | "akin">>;

/** How many places match a pattern, per word; a run of the same mark is one place that counts as often as it is long. */
export function ratePerWord(
  pattern: RegExp,
  { one, many, ...feature }: Fixed & { readonly one: string; readonly many: string; readonly countsUnits?: boolean },
): StyleFeature {
  return {
    kind: "rate",
    scope: "passage",
    fewest: 4,
    ...feature,
    measure({ text, words }) {
      const places = findPlaces(text, pattern);
      const hits =
        feature.countsUnits === true ? places.reduce((sum, { start, end }) => sum + end - start, 0) : places.length;
      return { value: hits / Math.max(1, words.length), opportunities: words.length, places };
    },
    describe: (comparison) => sayTimes(one, many, comparison),
  };
}

/** The part of all sentences for which something holds; `doSo` goes on after “Sentences that”. */
export function shareOfSentences(
  holds: (sentence: string) => boolean,
  { doSo, ...feature }: Fixed & { readonly doSo: string },
): StyleFeature {
  return {
    kind: "share",
    scope: "passage",
    fewest: 2,
    ...feature,
    measure({ text, sentences }) {
      const places = sentences.filter(({ start, end }) => holds(text.slice(start, end)));
      return { value: places.length / Math.max(1, sentences.length), opportunities: sentences.length, places };
    },
    describe: (comparison) => saySentences(doSo, comparison),
  };
}

/** Of two ways to write the same thing: the part of the first one; `habit` goes on after “You never”. */
export function shareOfChoices(
  one: RegExp,
  other: RegExp,
  { habit, ...feature }: Fixed & { readonly habit: string },
): StyleFeature {
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
    describe: (comparison) => sayHabit(habit, comparison),
  };
}
