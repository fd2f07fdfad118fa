import type { Page } from "@playwright/test";

/** The assistant as a test drives it: verbs and readings, no assertions. */
export class Selfsame {
  readonly page: Page;
  readonly seed: number;

  constructor(page: Page, seed: number) {
    this.page = page;
    this.seed = seed;
  }

  /** Opens a room, or the first one, with the seed in the address. */
  async open(path = "/write"): Promise<void> {
    await this.page.goto(`${path}?seed=${this.seed}`);
  }

  /** Resolves when everything that the app needs without a network is kept. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }
}
