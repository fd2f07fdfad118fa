import { expect, test } from "./fixtures.ts";
import { jsonLines, textFile } from "./histories.ts";
import { Selfsame } from "./page-models/selfsame.ts";

test("two tabs see the same log and the same documents", async ({ selfsame, context, seed }) => {
  const second = new Selfsame(await context.newPage(), seed);
  await selfsame.open("/log");
  await second.open("/log");
  expect(await second.log.entryCount()).toBe(0);

  await selfsame.loadHistory(textFile("notes.jsonl", jsonLines(40)), { me: "ada" });
  await expect.poll(() => second.log.entryCount()).toBe(40);

  await selfsame.shell.goTo("Write");
  await selfsame.write.replaceText("Written in the first tab.");
  await expect(selfsame.write.saved).toBeVisible();
  await second.shell.goTo("Write");
  await second.page.getByRole("button", { name: "Documents" }).click();
  await expect(second.page.getByRole("navigation", { name: "Documents on this device" })).toContainText(
    "Written in the first tab",
  );

  await second.shell.goTo("Log");
  await second.log.undoImport("notes.jsonl");
  await selfsame.shell.goTo("Log");
  await expect.poll(() => selfsame.log.entryCount()).toBe(0);
});

test("two tabs import the same file at once: each entry is there once, and each tab sees that the other still works", async ({
  selfsame,
  context,
  seed,
}) => {
  test.setTimeout(180_000);
  const file = textFile("both.jsonl", jsonLines(8_000));
  const second = new Selfsame(await context.newPage(), seed);
  const third = new Selfsame(await context.newPage(), seed);
  for (const each of [selfsame, second]) {
    await each.open("/log/add");
    await each.imports.choose([file]);
    await each.imports.chooseMe("ada");
  }
  await selfsame.imports.keep.click();
  await third.open("/log");
  await expect(third.log.imports.filter({ hasText: "under way in another tab" })).toHaveCount(1);
  await second.imports.keepAll();
  await expect(selfsame.imports.done).toBeVisible({ timeout: 60_000 });
  await second.shell.goTo("Log");
  await expect.poll(() => second.log.entryCount()).toBe(8_000);
  await expect(second.log.imports.filter({ hasText: /under way|interrupted/ })).toHaveCount(0);
});

test("an import that is undone in another tab while it runs ends with nothing left, and says so", async ({
  selfsame,
  context,
  seed,
}) => {
  const second = new Selfsame(await context.newPage(), seed);
  await second.open("/log");
  await selfsame.open("/log/add");
  await selfsame.imports.choose([textFile("big.jsonl", jsonLines(15_000))]);
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keep.click();
  await second.log.undoImport("big.jsonl");
  await expect(selfsame.imports.failed).toBeVisible();
  await expect(selfsame.page.getByRole("main")).toContainText("Nothing of it is left");
  await expect.poll(() => second.log.entryCount()).toBe(0);
});
