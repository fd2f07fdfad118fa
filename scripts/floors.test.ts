import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { floorOf, forbiddenFor } from "./floors.mjs";
import { root } from "./install.mjs";
import { lintConfig } from "./lint-config.mjs";

test("every folder of src stands on a floor", () => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.map(({ name }) => name).filter((name) => floorOf(name) === undefined)).toEqual([]);
});

test(".oxlintrc.json is what the table of floors says; otherwise run `npm run lint-config`", () => {
  const written: unknown = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(lintConfig())));
});

test("model, engine and store do not know each other, except that engine knows model", () => {
  expect(forbiddenFor("model").none).toEqual(expect.arrayContaining(["engine", "store"]));
  expect(forbiddenFor("store").none).toEqual(expect.arrayContaining(["engine", "model"]));
  expect(forbiddenFor("engine").none).toContain("store");
  expect(forbiddenFor("engine").none).not.toContain("model");
});

test("the screens know engine and store as types only", () => {
  expect(forbiddenFor("ui").typesOnly.toSorted()).toEqual(["engine", "store"]);
});
