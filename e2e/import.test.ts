import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../scripts/install.mjs";
import { expect, test } from "./fixtures.ts";
import { entryText, jsonLines, textFile, xArchive, zipFile } from "./histories.ts";

test("JSON lines: look, say who you are, keep; again changes nothing; undo takes it all back", async ({ selfsame }) => {
  const others = JSON.stringify({
    author: "bob",
    at: "2020-01-01T00:00:00Z",
    text: "What is it about the kettle this time?",
  });
  const file = textFile("notes.jsonl", `${jsonLines(60)}\n${others}\nnot json at all\n`);
  await selfsame.open("/log/add");
  await selfsame.imports.choose([file]);
  await expect(selfsame.imports.leftOut).toContainText("1");
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keepAll();
  await expect(selfsame.imports.done).toContainText("61 entries were added");

  await selfsame.imports.addMore.click();
  await selfsame.imports.choose([file]);
  await selfsame.imports.chooseMe("ada");
  await selfsame.imports.keepAll();
  await expect(selfsame.imports.done).toContainText("0 entries were added, 61 were already here");

  await selfsame.shell.goTo("Log");
  await expect.poll(() => selfsame.log.entryCount()).toBe(61);
  await expect(selfsame.log.entries.first()).toBeVisible();
  await selfsame.log.undoImport("61 added");
  await expect.poll(() => selfsame.log.entryCount()).toBe(0);
});

test("after an import, ghost text goes on in the person's own words", async ({ selfsame }) => {
  await selfsame.loadHistory(textFile("notes.jsonl", jsonLines(300)), { me: "ada" });
  await selfsame.shell.goTo("Write");
  await selfsame.type("Honestly, I keep telling ");
  expect(await selfsame.suggestion()).toMatch(/^everyone/);
});

test("an X archive", async ({ selfsame, page }) => {
  const posts = Array.from({ length: 12 }, (_, number) => entryText(number));
  await selfsame.open("/log/add");
  await selfsame.imports.choose([
    await zipFile("twitter-archive.zip", xArchive([...posts, "RT @bob: not mine at all"])),
  ]);
  await expect(page.getByRole("main")).toContainText("ada_b");
  await selfsame.imports.keepAll();
  await expect(selfsame.imports.done).toContainText("12 entries were added");
  await selfsame.shell.goTo("Log");
  await expect(page.getByRole("main")).not.toContainText("not mine at all");
});

test("pasted text and Markdown files", async ({ selfsame, page }) => {
  await selfsame.open("/log/add");
  await selfsame.imports.pasteText("I went down to the water again.\n\nNobody was there, which suits me.");
  await selfsame.imports.untilFound();
  await selfsame.imports.keepAll();
  await selfsame.imports.addMore.click();
  const markdown = "---\ntitle: Monday\n---\n\n# Monday\n\nThe radio *works* now.\n\n```js\nalert(1)\n```\n";
  await selfsame.imports.choose([textFile("2021-03-04.md", markdown, "text/markdown")]);
  await selfsame.imports.keepAll();
  await selfsame.shell.goTo("Log");
  await expect(page.getByText("Nobody was there, which suits me.")).toBeVisible();
  await expect(page.getByText(/The radio .*works.* now\./)).toBeVisible();
});

test("a pasted chat: it asks which of the names is the person's, and keeps the others apart", async ({ selfsame }) => {
  await selfsame.open("/log/add");
  await selfsame.imports.pasteText(
    "Ann: are you there?\nBob: yes, always\nAnn: then come down, the kettle sings\nBob: in a minute\nAnn: good",
  );
  await selfsame.imports.untilFound();
  await expect(selfsame.imports.authors.getByRole("checkbox")).toHaveCount(2);
  await expect(selfsame.imports.keep).toBeDisabled();
  await selfsame.imports.chooseMe("Ann");
  await selfsame.imports.keepAll();
  await expect(selfsame.imports.done).toContainText("5 entries were added");
  await selfsame.shell.goTo("Log");
  await selfsame.log.search.fill("kettle");
  await expect(selfsame.log.entries).toHaveCount(1);
  await expect(selfsame.log.entries.first()).toContainText("yes, always");
});

test("the last import can be undone where it was made", async ({ selfsame }) => {
  await selfsame.loadHistory(textFile("notes.jsonl", jsonLines(20)), { me: "ada" });
  await selfsame.imports.undo.click();
  await expect(selfsame.shell.notices).toContainText("20 entries were removed");
  await selfsame.shell.goTo("Log");
  await expect.poll(() => selfsame.log.entryCount()).toBe(0);
});

test("what is deleted or undone is found and suggested no more, at once", async ({ selfsame, page }) => {
  const odd = JSON.stringify({ author: "ada", at: "2022-01-01T00:00:00Z", text: "A quagga came by." });
  await selfsame.loadHistory(textFile("notes.jsonl", `${jsonLines(300)}\n${odd}`), { me: "ada" });
  await selfsame.shell.goTo("Write");
  await selfsame.type("Honestly, I keep telling ");
  expect(await selfsame.suggestion()).toMatch(/^everyone/);

  await selfsame.shell.goTo("Log");
  await selfsame.log.search.fill("quagga");
  await expect(selfsame.log.entries).toHaveCount(1);
  await selfsame.log.entries.first().getByRole("button", { name: "Open entry" }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(selfsame.log.entries).toHaveCount(0);
  await selfsame.log.search.fill("");
  await expect.poll(() => selfsame.log.entryCount()).toBe(300);

  await selfsame.log.undoImport("notes.jsonl");
  await expect.poll(() => selfsame.log.entryCount()).toBe(0);
  await selfsame.shell.goTo("Write");
  await selfsame.write.replaceText("");
  await selfsame.type("Honestly, I keep telling ");
  await page.waitForTimeout(1500);
  if (await selfsame.write.ghost.isVisible()) await expect(selfsame.write.ghost).not.toContainText("everyone that");
});

test("what is not kept is not stored", async ({ selfsame }) => {
  await selfsame.open("/log/add");
  await selfsame.imports.choose([textFile("notes.jsonl", jsonLines(20))]);
  await selfsame.imports.doNotKeep.click();
  await expect(selfsame.imports.chooseFiles).toBeVisible();
  await selfsame.shell.goTo("Log");
  expect(await selfsame.log.entryCount()).toBe(0);
});

test("the sample that ships with the app says that its writer does not exist", () => {
  const about = readFileSync(join(root, "public", "sample", "about.json"), "utf8");
  expect(about).toMatch(/invented/i);
});
