import { ratePerWord } from "../style-feature.ts";

/** Commas per word. */
export const commas = ratePerWord(/,(?!\d)/gu, {
  name: "commas",
  smallest: 0.025,
  one: "comma",
  many: "commas",
});
