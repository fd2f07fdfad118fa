import { expect, test } from "./fixtures.ts";
import { jsonLines, textFile } from "./histories.ts";
import { Selfsame } from "./page-models/selfsame.ts";

const entries = 15_000;

test("a tab that dies in mid-import loses nothing, and the import can be finished or undone", async ({
  selfsame,
  page,
  context,
  seed,
}) => {
  test.setTimeout(240_000);
  await selfsame.loadHistory(textFile("before.jsonl", jsonLines(10, "eve")), { me: "eve" });
  await selfsame.imports.addMore.click();
  const file = textFile("big.jsonl", jsonLines(entries));
  await selfsame.imports.choose([file]);
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keep.click();
  // Some of it is stored already: the progress says how many entries.
  await expect(page.getByRole("main").getByText(/^[\d,]+ entries$/)).toBeVisible();

  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();

  const after = new Selfsame(await context.newPage(), seed);
  await after.open("/log");
  await expect.poll(() => after.log.entryCount()).toBeGreaterThanOrEqual(10);
  const kept = await after.log.entryCount();
  expect(kept).toBeLessThan(entries + 10);
  await expect(after.log.imports.filter({ hasText: "interrupted" })).toHaveCount(1);

  await after.log.add.click();
  await after.imports.choose([file]);
  await after.imports.chooseMe("ada");
  await after.imports.keepAll();
  await after.shell.goTo("Log");
  await expect.poll(() => after.log.entryCount()).toBe(entries + 10);

  // Each of the two can be taken back; what was there before both stays.
  await after.log.undoImport("interrupted");
  await expect.poll(() => after.log.entryCount(), { timeout: 60_000 }).toBe(entries + 10 - kept + 10);
  await after.log.undoImport("big.jsonl");
  await expect.poll(() => after.log.entryCount(), { timeout: 60_000 }).toBe(10);
});

test("an import can be stopped; what was there before stays", async ({ selfsame, page }) => {
  await selfsame.open("/log/add");
  await selfsame.imports.choose([textFile("big.jsonl", jsonLines(entries))]);
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keep.click();
  await selfsame.imports.stop.click();
  await expect(page.getByText(/^Stopped\./)).toBeVisible();
  await selfsame.shell.goTo("Log");
  await expect.poll(() => selfsame.log.entryCount()).toBeLessThan(entries);
});
