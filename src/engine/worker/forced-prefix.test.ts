import { describe, expect, test } from "vitest";

import { toByteAlphabet } from "./byte-alphabet.ts";
import { ForcedPrefix, PieceIndex } from "./forced-prefix.ts";

const words = ["a", "b", "be", " be", " because", " bed", "c", " ", "é", "x"];
const pieces = [undefined, ...words.map(toByteAlphabet)];
const index = new PieceIndex(pieces);
const names = (ids: readonly number[]): string[] => ids.map((id) => words[id - 1] as string).sort();

describe("forced prefix", () => {
  test("[E9] allows beginnings of what is left, and what goes on from it", () => {
    expect(names(new ForcedPrefix(" be", index).allowed())).toEqual([" ", " be", " because", " bed"]);
    expect(names(new ForcedPrefix(" bec", index).allowed())).toEqual([" ", " be", " because"]);
    expect(names(new ForcedPrefix("q", index).allowed())).toEqual([]);
  });

  test("[E9] goes on with the rest, and is done when it is used up or passed", () => {
    const forced = new ForcedPrefix(" bec", index);
    forced.advance(pieces[4] as string);
    expect(forced.isDone).toBe(false);
    expect(names(forced.allowed())).toEqual(["c"]);
    forced.advance(pieces[7] as string);
    expect(forced.isDone).toBe(true);
    const passed = new ForcedPrefix(" be", index);
    passed.advance(toByteAlphabet(" because"));
    expect(passed.isDone).toBe(true);
    expect(new ForcedPrefix("", index).isDone).toBe(true);
  });
});
