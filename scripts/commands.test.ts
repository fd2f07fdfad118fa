import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";

import { findChromium } from "./find-chromium.mjs";
import { root } from "./install.mjs";

function run(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

test("an old Node gets a sentence and no stack", () => {
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "18.19.1" } });`;
  const script = join(root, "scripts", "node-version.mjs");
  const { status, stderr } = run(
    "--input-type=module",
    "-e",
    `${pretend} (await import(${JSON.stringify(script)})).requireNode();`,
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/needs Node 20 or newer; this is Node 18\.19\.1/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("npm start refuses what it does not understand, in words", () => {
  const port = run("scripts/start.mjs", "--port", "eighty");
  expect(port.status).toBe(1);
  expect(port.stderr).toContain("--port wants a number from 1 to 65535, not “eighty”.");
  const unknown = run("scripts/start.mjs", "--frobnicate");
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain("--frobnicate");
  expect(unknown.stderr).not.toMatch(/\n\s+at /);
});

test("npm start says so when the port that was asked for is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const script = `import { listen, serveApp } from "./scripts/serve.mjs";
    listen(serveApp("."), ${port}, { isFixed: true }).catch((error) => console.log(error.message));`;
  const { stdout } = run("--input-type=module", "-e", script);
  other.close();
  expect(stdout).toBe(`Port ${port} is taken by another program. Choose another with --port N, or leave --port out.\n`);
});

test("an unknown verb lists the verbs on stderr and leaves stdout alone", () => {
  for (const verb of [["frobnicate"], []]) {
    const { status, stdout, stderr } = run("scripts/headless.mjs", ...verb);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("import, complete, replay, pack-starter, export-onnx");
  }
});

test("npm test closes with one line also when the stage does not exist", () => {
  const { status, stdout } = run("scripts/test.mjs", "nonsense");
  expect(status).not.toBe(0);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed");
});

test("the Chromium that is named wins over the ones that are there", () => {
  expect(findChromium({ SELFSAME_CHROMIUM: "/my/chromium", CHROME_PATH: "/other" }, "linux")).toBe("/my/chromium");
  expect(findChromium({ CHROME_PATH: "/other" }, "win32")).toBe("/other");
});

test("without one, no path is made up", () => {
  expect(findChromium({}, "win32")).toBe(undefined);
});
