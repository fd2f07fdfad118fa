import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { root } from "../scripts/install.mjs";
import { appDirectory } from "../scripts/serve.mjs";
import { writeServiceWorker } from "../scripts/vite-offline.mjs";
import { AppServer } from "./app-server.ts";
import { expect, test } from "./fixtures.ts";

test("after the first visit all rooms open with the network cut and the server gone", async ({
  selfsame,
  page,
  context,
  appServer,
}) => {
  await selfsame.open();
  await selfsame.untilOfflineReady();
  await context.setOffline(true);
  await appServer?.stop();

  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.goto("/privacy");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("all three verbs work with the network cut and the server gone", async ({ selfsame, context, appServer }) => {
  await selfsame.loadSample();
  await selfsame.untilOfflineReady();
  await context.setOffline(true);
  await appServer?.stop();

  await selfsame.reload();
  await selfsame.untilReady();
  await selfsame.write.newDocument.click();
  await selfsame.type("I have told them before and I will ");
  expect((await selfsame.suggestion()).trim()).not.toBe("");
  expect(await selfsame.draft({ topic: "the low water", candidates: 1 })).toHaveLength(1);
  const { oddWords } = await selfsame.critique("We leverage seamless synergies to optimize your journey.");
  expect(oddWords.length).toBeGreaterThan(0);
  await selfsame.open("/log");
  expect(await selfsame.log.entryCount()).toBeGreaterThanOrEqual(200);
});

test.describe("a new version", () => {
  let directory = "";
  let server: AppServer;

  test.beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "selfsame-dist-"));
    cpSync(appDirectory, directory, { recursive: true });
    server = await AppServer.start(directory);
  });

  test.afterEach(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  /** Puts another mark into the page: the smallest new version. */
  async function release(version: string): Promise<void> {
    const path = join(directory, "index.html");
    const page = readFileSync(path, "utf8").replace(/<html[^>]*>/, `<html lang="en" data-version="${version}">`);
    writeFileSync(path, page);
    await writeServiceWorker(root, directory);
  }

  const versionOf = (page: Page): Promise<string | null> => page.locator("html").getAttribute("data-version");

  const update = (page: Page): Promise<void> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });

  test("waits while it comes in, and begins with the next page", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await release("1");
    await page.goto(server.url);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    await release("2");
    const second = await context.newPage();
    await second.goto(server.url);
    await update(page);
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state))
      .toBe("installed");
    // Two pages are open: a reload of one must not pull the files away from under the other.
    await page.reload();
    expect(await versionOf(page)).toBe("1");

    await second.close();
    await page.reload();
    await expect.poll(() => versionOf(page).catch(() => null)).toBe("2");
    const keptPages = (): Promise<number> =>
      page.evaluate(async () => {
        const cache = await caches.open("selfsame-files");
        return (await cache.keys()).filter(({ url }) => url.includes("index.html")).length;
      });
    await expect.poll(keptPages).toBe(1);
    await context.close();
  });

  test("of which a file is damaged never begins", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await release("1");
    await page.goto(server.url);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    await release("2");
    // What the server gives is not what the build wrote: the upload stopped half way.
    writeFileSync(join(directory, "index.html"), '<!doctype html><html data-version="2"><title>Half a vers');
    await update(page).catch(() => {});
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).installing === null))
      .toBe(true);
    await page.reload();
    expect(await versionOf(page)).toBe("1");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await context.close();
  });
});
