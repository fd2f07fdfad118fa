import { expect, test } from "./fixtures.ts";

test.describe("without a network, after the first visit", () => {
  test("reload and deep link work with the server gone", async ({ selfsame, page, context, appServer }) => {
    await selfsame.open();
    await selfsame.untilOfflineReady();
    await context.setOffline(true);
    await appServer?.stop();

    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const isIsolated = await page.evaluate(() => crossOriginIsolated);
    expect(isIsolated).toBe(true);
    await page.goto("/privacy");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
