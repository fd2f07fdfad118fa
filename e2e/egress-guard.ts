import type { BrowserContext, Page } from "@playwright/test";

/** Something that left, or tried to leave, the origin. */
export interface EgressAttempt {
  readonly how: "request" | "websocket" | "policy";
  /** The address, or for a policy violation what the browser said. */
  readonly what: string;
}

/**
 * Watches a browser context for anything that is meant for another origin: requests of pages, frames, workers and service
 * workers, web sockets, and what the content security policy stopped. What would leave is aborted, and remembered.
 */
export class EgressGuard {
  readonly #origin: string;
  readonly #attempts: EgressAttempt[] = [];

  constructor(appUrl: string) {
    this.#origin = new URL(appUrl).origin;
  }

  get attempts(): readonly EgressAttempt[] {
    return this.#attempts;
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on("request", (request) => this.#note("request", request.url()));
    context.on("console", (message) => this.#listen(message.text()));
    context.on("serviceworker", (worker) => worker.on("console", (message) => this.#listen(message.text())));
    context.on("page", (page) => {
      page.on("websocket", (socket) => this.#note("websocket", socket.url()));
      void this.#readLog(page);
    });
    await context.route(
      (url) => this.#isAbroad(url.href),
      async (route) => {
        this.#note("request", route.request().url());
        await route.abort("blockedbyclient");
      },
    );
  }

  #note(how: EgressAttempt["how"], url: string): void {
    if (this.#isAbroad(url)) this.#attempts.push({ how, what: url });
  }

  /** Violations in workers are in the browser's log and not on the console. Only Chromium lets its log be read. */
  async #readLog(page: Page): Promise<void> {
    try {
      const session = await page.context().newCDPSession(page);
      session.on("Log.entryAdded", ({ entry }) => this.#listen(entry.text));
      await session.send("Log.enable");
    } catch {
      // Another browser, or a page that is closed already: its console is all there is.
    }
  }

  #listen(text: string): void {
    if (!/Content[- ]Security[- ]Policy/i.test(text)) return;
    const isKnown = this.#attempts.some(({ how, what }) => how === "policy" && what === text);
    if (!isKnown) this.#attempts.push({ how: "policy", what: text });
  }

  #isAbroad(url: string): boolean {
    const parsed = new URL(url);
    if (!/^(https?|wss?|ftp):$/.test(parsed.protocol)) return false;
    const own = new URL(this.#origin);
    return parsed.host !== own.host;
  }
}
