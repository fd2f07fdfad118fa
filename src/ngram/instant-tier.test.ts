import { describe, expect, it } from "vitest";

import { InstantTier } from "./instant-tier.ts";

const options = { threshold: 0.5 };

const trained = (): InstantTier => {
  const tier = new InstantTier();
  for (let i = 0; i < 6; i++) tier.add("Best regards from the lighthouse,\nMarta");
  for (let i = 0; i < 4; i++) tier.add(`We walked to the harbour on day ${i} and had soup.`);
  tier.add("Something else altogether, once.");
  return tier;
};

describe("InstantTier", () => {
  it("finishes the word that is being typed and goes on while it is sure", () => {
    expect(trained().suggest("Best reg", options)?.text).toBe("ards from the lighthouse,");
  });

  it("brings the space that the next word needs, and no second one", () => {
    const tier = trained();
    expect(tier.suggest("Best regards", options)?.text).toBe(" from the lighthouse,");
    expect(tier.suggest("Best regards ", options)?.text).toBe("from the lighthouse,");
  });

  it("keeps the letters as they were typed and still finds the word", () => {
    expect(trained().suggest("LIGHTH", options)?.text).toBe("ouse");
    expect(trained().suggest("harb", options)?.text).toMatch(/^our/u);
  });

  it("knows the first word of a text from the middle of others, in any case", () => {
    const tier = new InstantTier();
    for (let i = 0; i < 6; i++) tier.add(`It was day ${i} and all was good. Kettle, cat, bed.`);
    for (let i = 0; i < 20; i++) tier.add(`Rain, and wind, and rope number ${i}`);
    for (const text of ["It was good. Kettle,", "Kettle,", "KETTLE,", "Rain.\nKettle,"]) {
      const suggestion = tier.suggest(text, options);
      expect(suggestion?.text).toBe(" cat, bed.");
      expect(suggestion?.confidence).toBeGreaterThan(0.8);
    }
  });

  it("begins a text as others of its register begin", () => {
    const tier = new InstantTier();
    for (let i = 0; i < 20; i++) tier.add(`Ferry log. Wind ${i}`, "post");
    for (let i = 0; i < 5; i++) tier.add(`hey love, day ${i}`, "chat");
    expect(tier.suggest("", { ...options, register: "post" })?.text).toMatch(/^Ferry log/u);
    expect(tier.suggest("", { ...options, register: "chat" })?.text).toMatch(/^hey love/u);
    expect(tier.suggest("", { ...options, register: "email" })).toBeNull();
  });

  it("never goes over the end of a line, and never shows its own marks", () => {
    const tier = trained();
    for (const text of ["", "Best", "Best regards from the lighthouse,", "soup.", "\n", "Marta"]) {
      const suggestion = tier.suggest(text, { threshold: 0.01 });
      expect(suggestion?.text ?? "").not.toMatch(/[\n\0]/u);
    }
  });

  it("is silent when nothing fits and when it is not sure", () => {
    const tier = trained();
    expect(tier.suggest("xylo", options)).toBeNull();
    expect(tier.suggest("We walked to the harbour on day ", options)).toBeNull();
    expect(new InstantTier().suggest("Hello", options)).toBeNull();
  });

  it("names the entries that it rests on", () => {
    const tier = new InstantTier();
    tier.add("an unrelated entry");
    const one = tier.add("meet me at the old mill");
    const two = tier.add("meet me at the old mill again");
    expect(tier.suggest("meet me at the o", options)?.sequences).toEqual([two, one]);
  });

  it("no longer suggests what was forgotten", () => {
    const tier = new InstantTier();
    const secret = [1, 2, 3].map(() => tier.add("the code word is swordfish"));
    expect(tier.suggest("the code word is sw", options)?.text).toBe("ordfish");
    for (const sequence of secret) tier.remove(sequence);
    expect(tier.suggest("the code word is sw", { threshold: 0 })).toBeNull();
    expect(tier.suggest("sword", { threshold: 0 })).toBeNull();
  });
});
