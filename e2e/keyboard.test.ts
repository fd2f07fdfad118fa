import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";

/** Presses Tab until the focus is on what has this name; rejects after many. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const target = page.getByRole("button", { name }).or(page.getByRole("link", { name })).first();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}

test("from the first screen to all verbs without a mouse", async ({ selfsame, page }) => {
  await selfsame.open("/");
  await tabTo(page, "Try with a sample writer");
  await page.keyboard.press("Enter");

  // The editor has the focus; Control-Right accepts a word, Tab the rest.
  const suggestion = await selfsame.suggestion();
  await expect(selfsame.write.editor).toBeFocused();
  const before = await selfsame.write.text();
  await selfsame.write.acceptWord();
  const oneWord = (await selfsame.write.text()).slice(before.length);
  expect(suggestion.startsWith(oneWord)).toBe(true);
  expect(oneWord.trim()).toMatch(/^\S+$/);

  // Escape refuses, and the editor stays silent.
  await selfsame.suggestion();
  await selfsame.write.refuse();
  await expect(selfsame.write.ghost).toHaveCount(0);
  const refused = await selfsame.write.text();

  // Without a suggestion Tab leaves the editor: it is no trap.
  await page.keyboard.press("Tab");
  await expect(selfsame.write.editor).not.toBeFocused();
  expect(await selfsame.write.text()).toBe(refused);

  await selfsame.untilReady();
  const topic = selfsame.drafts.topic;
  for (
    let presses = 0;
    presses < 20 && !(await topic.evaluate((each) => each === document.activeElement));
    presses += 1
  ) {
    await page.keyboard.press("Tab");
  }
  await expect(topic).toBeFocused();
  await page.keyboard.type("the tide");
  await page.keyboard.press("Enter");
  await selfsame.drafts.untilDone();
  expect((await selfsame.drafts.texts()).length).toBeGreaterThan(0);
});

test("one list of keys behind ?, and g with a letter goes to a room", async ({ selfsame, page }) => {
  await selfsame.open("/privacy");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const [key, room] of [
    ["l", "Log"],
    ["m", "Models"],
    ["e", "Persona"],
    ["p", "Predict"],
    ["y", "Privacy"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(selfsame.shell.rooms.getByRole("link", { name: room })).toHaveAttribute("aria-current", "page");
    // The focus goes along, so that a screen reader says where one is.
    await expect(selfsame.shell.title).toBeFocused();
  }
});

test("a screen reader hears suggestions and their acceptance", async ({ selfsame }) => {
  await selfsame.loadSample();
  const suggestion = await selfsame.suggestion();
  await expect(selfsame.shell.announcements).toContainText(`Suggestion: ${suggestion.trim()}`);
  await selfsame.write.editor.focus();
  await selfsame.write.acceptAll();
  await expect(selfsame.shell.announcements).toContainText("Accepted:");
});
