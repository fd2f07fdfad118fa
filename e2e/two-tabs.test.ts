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
