import { describe, expect, it } from "vitest";

import { matchesWords, parseWordQuery, termsOf } from "./terms.ts";

const matches = (text: string, words: string): boolean => matchesWords(text, parseWordQuery(words));

describe("terms", () => {
  it("[S20] finds words whatever their case and accents", () => {
    expect([...termsOf("Café CRÈME, don’t!")]).toEqual(["cafe", "creme", "don't"]);
    expect(matches("Ein Café in Łódź", "CAFE")).toBe(true);
    expect(matches("we don’t know", "don't know")).toBe(true);
  });

  it("[S20] wants every word whole, but takes the last one as a beginning", () => {
    expect(matches("the morning train", "train morn")).toBe(true);
    expect(matches("the morning train", "morn train")).toBe(false);
    expect(matches("the morning train", "morning trains")).toBe(false);
  });

  it("[S23] finds any stretch of a text written without spaces, and nothing that only shares its characters", () => {
    expect([...termsOf("今日は")]).toEqual(["今日", "日は", "は"]);
    expect(matches("今日はいい天気です", "天気")).toBe(true);
    expect(matches("今日はいい天気です", "す")).toBe(true);
    expect(matches("今日はいい天気です", "天気 今日")).toBe(true);
    // 東京 and 京都 occur, 東京都 does not.
    expect(matches("東京と京都", "東京都")).toBe(false);
    expect(matches("สวัสดีครับผม", "ครับ")).toBe(true);
    expect(matches("新しいiPhoneを買った", "iphone")).toBe(true);
  });

  it("[S24] finds pictures", () => {
    expect(matches("well done 🎉🎉", "🎉")).toBe(true);
    expect(matches("well done 🎉", "🔥")).toBe(false);
  });

  it("[S25] keeps the beginning of a word without end, and finds it", () => {
    const endless = "x".repeat(5_000_000);
    expect([...termsOf(endless)]).toEqual(["x".repeat(64)]);
    expect(matches(endless, "x".repeat(70))).toBe(true);
    expect(matches(endless, "xxxy")).toBe(false);
  });
});
