import { expect, test as base } from "@playwright/test";

import { AppServer } from "./app-server.ts";
import { EgressGuard } from "./egress-guard.ts";
import { Selfsame } from "./page-models/selfsame.ts";

/** What a suite may set with `test.use`. */
export interface SelfsameOptions {
  /** Makes every suggestion and draft repeat itself. */
  readonly seed: number;
  /** Errors on the console that a test expects; every other one fails it. */
  readonly expectedConsoleErrors: readonly RegExp[];
}

/** What a test may ask for. */
export interface SelfsameFixtures {
  /** The assistant: load a history, type, read the suggestion, draft, critique. */
  readonly selfsame: Selfsame;
  /** Everything that tried to leave the origin so far; a test ends as failed when there is anything. */
  readonly egress: EgressGuard;
  readonly consoleErrors: readonly string[];
}

export interface SelfsameWorkerOptions {
  /** Address of an app that is served already; without it (or `SELFSAME_URL`) the built app is served for the suite. */
  readonly appUrl: string | undefined;
}

export interface SelfsameWorkerFixtures {
  /** The served app; null when `appUrl` says where it is. */
  readonly appServer: AppServer | null;
}

/** Playwright's `test` with the assistant as its subject; see docs/playwright.md. */
export const test = base.extend<SelfsameOptions & SelfsameFixtures, SelfsameWorkerOptions & SelfsameWorkerFixtures>({
  seed: [7, { option: true }],
  expectedConsoleErrors: [[], { option: true }],
  appUrl: [process.env["SELFSAME_URL"], { option: true, scope: "worker" }],

  appServer: [
    async ({ appUrl }, use) => {
      if (appUrl !== undefined) return use(null);
      const server = await AppServer.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ appServer, appUrl }, use) => {
    await appServer?.restart();
    await use(appServer?.url ?? appUrl);
  },

  egress: [
    async ({ context, baseURL }, use) => {
      const guard = new EgressGuard(baseURL ?? "");
      await guard.watch(context);
      await use(guard);
      expect(guard.attempts, "Something tried to leave the device").toEqual([]);
    },
    { auto: true },
  ],

  consoleErrors: [
    async ({ context, expectedConsoleErrors }, use) => {
      const errors: string[] = [];
      const note = (text: string): void => {
        if (!expectedConsoleErrors.some((pattern) => pattern.test(text))) errors.push(text);
      };
      context.on("console", (message) => message.type() === "error" && note(message.text()));
      context.on("weberror", (error) => note(String(error.error())));
      await use(errors);
      expect(errors, "The console shows errors").toEqual([]);
    },
    { auto: true },
  ],

  selfsame: async ({ page, seed }, use) => use(new Selfsame(page, seed)),
});

export { expect };
export { Selfsame };
