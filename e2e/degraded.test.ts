import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { softwareWebGpuFlags } from "../scripts/chromium-flags.mjs";
import config from "../playwright.config.ts";
import { expect, test } from "./fixtures.ts";
import { Selfsame } from "./page-models/selfsame.ts";

test("without WebGPU the model runs on wasm and says so", async ({ selfsame, page }) => {
  await selfsame.loadSample();
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBe(null);
  await expect(selfsame.shell.model).toHaveAccessibleName(/on wasm/);
});

test("with a graphics device in software only, it still suggests in time", async ({ playwright, baseURL, seed }) => {
  const { launchOptions = {} } = config.use ?? {};
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), ...softwareWebGpuFlags],
  });
  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  const selfsame = new Selfsame(await context.newPage(), seed);
  await selfsame.loadSample();
  expect((await selfsame.suggestion()).trim()).not.toBe("");
  await browser.close();
});

test("where the browser allows no storage, it says so and what to do", async ({ playwright, baseURL, seed }) => {
  // Blocked site data is a setting of a profile; there is no switch for it.
  const profile = mkdtempSync(join(tmpdir(), "selfsame-profile-"));
  mkdirSync(join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await playwright.chromium.launchPersistentContext(profile, {
    ...config.use?.launchOptions,
    baseURL: baseURL ?? "",
  });
  try {
    const page = await context.newPage();
    const uncaught: string[] = [];
    page.on("pageerror", (error) => uncaught.push(String(error)));
    const selfsame = new Selfsame(page, seed);
    await selfsame.open();
    const hasStorage = await page.evaluate(
      () =>
        new Promise((resolve) => {
          try {
            const request = indexedDB.open("probe");
            request.onsuccess = () => resolve(true);
            request.onerror = () => resolve(false);
          } catch {
            resolve(false);
          }
        }),
    );
    expect(hasStorage, "the profile blocks storage").toBe(false);
    await expect(page.getByText(/allows no storage/).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
    expect(uncaught).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
