import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import type { RoomName } from "./page-models/shell.ts";

const rooms: readonly RoomName[] = ["Write", "Predict", "Persona", "Log", "Models", "Privacy"];
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };

/** What axe finds against WCAG 2.2 A and AA, as `rule: where`, and targets that are too small. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    // It calls a button too small that is scrolled half behind the bar at the bottom; sizes are measured below instead.
    .disableRules(["target-size"])
    .analyze();
  const small = await page.locator("button:visible").evaluateAll((buttons) =>
    buttons
      // A drop zone has a button for screen readers alone, clipped to one pixel.
      .filter((button) => button.parentElement === null || button.parentElement.clientWidth > 1)
      .map((button) => ({
        name: button.getAttribute("aria-label") ?? button.textContent,
        box: button.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 24)
      .map(({ name, box }) => `target-size: ${String(name)} is ${box.width} × ${box.height}`),
  );
  const broken = found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ""}`),
  );
  return [...broken, ...small];
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every room keeps to WCAG AA, ${colorScheme}, ${size}`, async ({ selfsame, page }) => {
      test.setTimeout(240_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await selfsame.open("/");
      await expect(selfsame.firstRun.trySample).toBeVisible();
      expect(await violations(page), "first run").toEqual([]);
      await selfsame.firstRun.trySample.click();
      await selfsame.shell.untilModelReady();
      for (const room of rooms) {
        await selfsame.shell.goTo(room);
        await expect(selfsame.shell.title).toBeVisible();
        expect(await violations(page), room).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${room} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.goto("/log/add");
      await expect(selfsame.imports.chooseFiles).toBeVisible();
      expect(await violations(page), "Add history").toEqual([]);
    });
  }
}

test("Draft and Critique keep to WCAG AA when they are full", async ({ selfsame, page }) => {
  await selfsame.loadSample();
  await selfsame.draft({ topic: "The vegetable show", candidates: 1 });
  expect(await violations(page), "Draft").toEqual([]);
  await selfsame.critique("We are thrilled to announce an amazing, seamless journey! Stay tuned!");
  expect(await violations(page), "Critique").toEqual([]);
});
