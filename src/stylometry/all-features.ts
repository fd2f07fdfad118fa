import { closing } from "./features/closing.ts";
import { colons } from "./features/colons.ts";
import { commas } from "./features/commas.ts";
import { contractions } from "./features/contractions.ts";
import { curlyQuotes } from "./features/curly-quotes.ts";
import { dashKind } from "./features/dash-kind.ts";
import { dashes } from "./features/dashes.ts";
import { doubleSpaces } from "./features/double-spaces.ts";
import { droppedApostrophes } from "./features/dropped-apostrophes.ts";
import { ellipses } from "./features/ellipses.ts";
import { emoji } from "./features/emoji.ts";
import { exclamations } from "./features/exclamations.ts";
import { firstPerson } from "./features/first-person.ts";
import { greeting } from "./features/greeting.ts";
import { longDashes } from "./features/long-dashes.ts";
import { lowerCaseI } from "./features/lower-case-i.ts";
import { lowerCaseStarts } from "./features/lower-case-starts.ts";
import { numerals } from "./features/numerals.ts";
import { openEnds } from "./features/open-ends.ts";
import { paragraphLength } from "./features/paragraph-length.ts";
import { parentheses } from "./features/parentheses.ts";
import { questions } from "./features/questions.ts";
import { semicolons } from "./features/semicolons.ts";
import { sentenceLength } from "./features/sentence-length.ts";
import { shouting } from "./features/shouting.ts";
import { spelling } from "./features/spelling.ts";
import { wordLength } from "./features/word-length.ts";
import { wordVariety } from "./features/word-variety.ts";
import type { StyleFeature } from "./style-feature.ts";

/** Every habit that is measured. */
export const styleFeatures: readonly StyleFeature[] = [
  sentenceLength,
  wordLength,
  paragraphLength,
  wordVariety,
  commas,
  semicolons,
  colons,
  dashes,
  dashKind,
  longDashes,
  ellipses,
  parentheses,
  exclamations,
  questions,
  openEnds,
  lowerCaseStarts,
  lowerCaseI,
  shouting,
  contractions,
  droppedApostrophes,
  curlyQuotes,
  doubleSpaces,
  spelling,
  emoji,
  numerals,
  firstPerson,
  greeting,
  closing,
];
