import type { Locator, Page } from "@playwright/test";

/** What a newcomer sees: one sentence and two ways. */
export class FirstRun {
  readonly addHistory: Locator;
  readonly trySample: Locator;
  readonly justWrite: Locator;

  constructor(page: Page) {
    this.addHistory = page.getByRole("button", { name: "Add my history" });
    this.trySample = page.getByRole("button", { name: "Try with a sample writer" });
    this.justWrite = page.getByRole("button", { name: "Just write" });
  }
}
