import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import { entryText, jsonLines, textFile, xArchive, zipFile } from "./histories.ts";

const attack = `<img src=x onerror="window.owned=1"><script>window.owned=1</script><svg onload="window.owned=1">`;

/** Nothing of an imported text was run, and none of it became an element. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => "owned" in window)).toBe(false);
  // The editor has an empty image of its own beside ghost text.
  await expect(page.locator("main img:not(.cm-widgetBuffer), main script, main iframe")).toHaveCount(0);
}

test("markup and scripts in entries, authors, titles and file names are text", async ({ selfsame, page }) => {
  const line = { author: `ada${attack}`, at: "2020-01-01T00:00:00Z", context: attack, text: `Look: ${attack}` };
  await selfsame.open("/log/add");
  await selfsame.imports.choose([textFile(`${"<b>x</b>".replaceAll("/", "_")}.jsonl`, JSON.stringify(line))]);
  await expect(page.getByRole("main")).toContainText("<script>window.owned=1</script>");
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keepAll();
  await expectHarmless(page);
  await selfsame.shell.goTo("Log");
  await expect(page.getByRole("main")).toContainText(`Look: ${attack}`);
  await expectHarmless(page);
  await selfsame.untilReady();
  await selfsame.shell.goTo("Write");
  await selfsame.type(`${attack} Look: `);
  await selfsame.write.openMargin("Why");
  await expectHarmless(page);
});

test.describe("broken files leave what is there alone, and are told in words", () => {
  test.beforeEach(async ({ selfsame }) => {
    await selfsame.loadHistory(textFile("good.jsonl", jsonLines(10)), { me: "ada" });
    await selfsame.imports.addMore.click();
  });

  test("a ZIP that was cut off", async ({ selfsame }) => {
    const whole = await zipFile("archive.zip", xArchive(Array.from({ length: 400 }, (_, number) => entryText(number))));
    const cut = { ...whole, buffer: whole.buffer.subarray(0, Math.floor(whole.buffer.length / 2)) };
    await selfsame.imports.offer([cut]);
    await expect(selfsame.imports.failed).toBeVisible();
    await expect(selfsame.imports.again).toBeVisible();
    await selfsame.shell.goTo("Log");
    expect(await selfsame.log.entryCount()).toBe(10);
  });

  test("a ZIP whose paths climb out", async ({ selfsame, page }) => {
    const files = {
      "../../../data/tweets.js": "window.owned = 1",
      "/etc/passwd": "root:x:0:0",
      "..\\..\\evil.js": "window.owned = 1",
      "data/__proto__": "{}",
      ...xArchive(["One honest post about the kettle."]),
    };
    await selfsame.imports.offer([await zipFile("archive.zip", files)]);
    await expect(selfsame.imports.found.or(selfsame.imports.failed)).toBeVisible();
    await expectHarmless(page);
    await expect(page.getByRole("main")).not.toContainText("root:x");
    await selfsame.shell.goTo("Log");
    expect(await selfsame.log.entryCount()).toBe(10);
  });

  test("no ZIP, no text: random bytes", async ({ selfsame }) => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + 13) % 256));
    for (const name of ["archive.zip", "notes.jsonl"]) {
      await selfsame.imports.offer([textFile(name, bytes)]);
      await expect(selfsame.imports.failed.or(selfsame.imports.found)).toBeVisible();
      const button = selfsame.imports.again.or(selfsame.imports.doNotKeep);
      await button.click();
    }
    await selfsame.shell.goTo("Log");
    expect(await selfsame.log.entryCount()).toBe(10);
  });

  test("a single line of 50 MB", async ({ selfsame, page }) => {
    const directory = mkdtempSync(join(tmpdir(), "selfsame-e2e-"));
    try {
      for (const [name, lead] of [
        ["long.jsonl", '{"author":"ada","text":"'],
        ["long.txt", ""],
      ] as const) {
        const path = join(directory, name);
        writeFileSync(path, lead + "a long line without any end ".repeat(1_900_000));
        await selfsame.imports.offer([path]);
        await expect(selfsame.imports.failed.or(selfsame.imports.found)).toBeVisible({ timeout: 60_000 });
        // The page still answers.
        await page.evaluate(() => 1);
        await selfsame.imports.again.or(selfsame.imports.doNotKeep).click();
      }
      await selfsame.shell.goTo("Log");
      expect(await selfsame.log.entryCount()).toBe(10);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test("other encodings are read as what they are", async ({ selfsame, page }) => {
  const line = (text: string): string => JSON.stringify({ author: "ada", at: "2020-01-01T00:00:00Z", text });
  await selfsame.open("/log/add");
  const utf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(line("Café und Straße, im Märzregen"), "utf16le"),
  ]);
  await selfsame.imports.choose([textFile("utf16.jsonl", utf16)]);
  await expect(page.getByRole("main")).toContainText("Café und Straße, im Märzregen");
  await selfsame.imports.doNotKeep.click();
  await selfsame.imports.choose([textFile("latin1.jsonl", Buffer.from(line("Café am Fluß"), "latin1"))]);
  await expect(page.getByRole("main")).toContainText("Café am Fluß");
});
