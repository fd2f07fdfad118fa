import { describe, expect, test } from "vitest";

import { chooseFiles, isRoom, keyOf, type PrecacheFile } from "./precache.ts";

const file = (path: string): PrecacheFile => ({ path, sha256: "ab", bytes: 1 });
const stem = "/ort/ort-wasm-simd-threaded";
const app = ["/index.html", "/assets/main-1.js", "/models/starter/tokenizer.json"];
const runtime = [".jspi", ".asyncify", ".jsep", ""].flatMap((build) => [`${stem}${build}.mjs`, `${stem}${build}.wasm`]);
const files = [...app, ...runtime].map(file);

const chosen = (hasJspi: boolean, hasWebGpu: boolean): string[] =>
  chooseFiles(files, { hasJspi, hasWebGpu }).map(({ path }) => path);

describe("which files are kept", () => {
  test("with JSPI only its build, with or without WebGPU", () => {
    expect(chosen(true, true)).toEqual([...app, `${stem}.jspi.mjs`, `${stem}.jspi.wasm`]);
    expect(chosen(true, false)).toEqual(chosen(true, true));
  });

  test("without JSPI the plain build, and asyncify's where there is WebGPU", () => {
    expect(chosen(false, false)).toEqual([...app, `${stem}.mjs`, `${stem}.wasm`]);
    expect(chosen(false, true)).toEqual([
      ...app,
      `${stem}.asyncify.mjs`,
      `${stem}.asyncify.wasm`,
      `${stem}.mjs`,
      `${stem}.wasm`,
    ]);
  });
});

test("two versions of a file have two keys", () => {
  expect(keyOf({ path: "/a.js", sha256: "1", bytes: 1 })).not.toBe(keyOf({ path: "/a.js", sha256: "2", bytes: 1 }));
});

test.each([
  ["/", true],
  ["/log", true],
  ["/log/2021.old/x", true],
  ["/index.html", true],
  ["/assets/main.js", false],
  ["/models/starter/LICENSE.txt", false],
])("%s is a room: %s", (path, expected) => expect(isRoom(path)).toBe(expected));
