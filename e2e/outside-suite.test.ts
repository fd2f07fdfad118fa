import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../scripts/install.mjs";
import { expect, test } from "./fixtures.ts";

const sayings = ["weaves patterns", "weaves slowly today", "weaves what I give it", "weaves and hums"];

test("the suite in docs/playwright.md runs as another project would run it", () => {
  const guide = readFileSync(join(root, "docs", "playwright.md"), "utf8");
  const [suite = "", config = ""] = [...guide.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1] ?? "");
  expect(suite).toContain("selfsame.loadHistory");
  const history = Array.from({ length: 80 }, (_, number) =>
    JSON.stringify({
      author: "ada",
      text: `As I always say, the engine ${sayings[number % sayings.length]}. Card ${number} of the loom is in its place.`,
      sentAt: new Date(Date.UTC(1843, 0, 1 + number)).toISOString(),
    }),
  );

  const directory = mkdtempSync(join(tmpdir(), "another-project-"));
  try {
    const here = (code: string): string => code.replaceAll("../selfsame", root.replaceAll("\\", "/"));
    writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
    writeFileSync(join(directory, "ada.jsonl"), history.join("\n"));
    writeFileSync(join(directory, "ada.test.ts"), here(suite));
    writeFileSync(join(directory, "playwright.config.ts"), here(config));
    const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
    // Not what this run has put into the environment, which Playwright would take for its own.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(PLAYWRIGHT|PW|TEST_)/.test(name)),
    );
    const { stdout, status } = spawnSync(process.execPath, [cli, "test"], {
      cwd: directory,
      encoding: "utf8",
      env,
    });
    expect(stdout).toContain("1 passed");
    expect(status).toBe(0);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
