import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { isInstalled } from "./install.mjs";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "selfsame-install-"));
  mkdirSync(join(directory, "node_modules"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const lock = (packages: object): void =>
  writeFileSync(join(directory, "package-lock.json"), JSON.stringify({ packages }));
const installed = (packages: object): void =>
  writeFileSync(join(directory, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

const react = { "node_modules/react": { version: "19.0.0", integrity: "sha512-a" } };
const native = { "node_modules/native": { version: "1.0.0", integrity: "sha512-n", optional: true } };

test("nothing is installed on a bare clone, or after an installation that was interrupted", () => {
  lock({ "": {}, ...react });
  expect(isInstalled(directory)).toBe(false);
  writeFileSync(join(directory, "node_modules", ".package-lock.json"), '{"packages": {"node_mo');
  expect(isInstalled(directory)).toBe(false);
});

test("what the lock file says is installed; packages for other systems may be missing", () => {
  lock({ "": {}, ...react, ...native });
  installed(react);
  expect(isInstalled(directory)).toBe(true);
});

test("a new version, another content or a new package in the lock file means installing again", () => {
  installed({ ...react, ...native });
  lock({ "": {}, "node_modules/react": { version: "19.0.1", integrity: "sha512-b" } });
  expect(isInstalled(directory)).toBe(false);
  lock({ "": {}, "node_modules/react": { version: "19.0.0", integrity: "sha512-b" } });
  expect(isInstalled(directory)).toBe(false);
  lock({ "": {}, ...react, "node_modules/zod": { version: "4.0.0", integrity: "sha512-z" } });
  expect(isInstalled(directory)).toBe(false);
});
