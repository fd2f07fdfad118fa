import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Browser } from "@playwright/test";

import { EgressGuard, type EgressAttempt } from "./egress-guard.ts";
import { expect, test } from "./fixtures.ts";

// Names that no resolver knows: nothing would arrive even if the guard let it through.
const abroad = "http://abroad.invalid";

/** What the guard sees of a page that runs this script; `policy` is the page's content security policy. */
async function attemptsOf(
  browser: Browser,
  script: string,
  options: { readonly policy?: string; readonly worker?: string } = {},
): Promise<readonly EgressAttempt[]> {
  const server = createServer((request, response) => {
    if (options.policy !== undefined) response.setHeader("Content-Security-Policy", options.policy);
    const isWorker = request.url === "/worker.js";
    response.setHeader("Content-Type", isWorker ? "text/javascript" : "text/html");
    response.end(isWorker ? options.worker : "<!doctype html><title>A leaking page</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext();
  try {
    const guard = new EgressGuard(origin);
    await guard.watch(context);
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(script);
    await expect.poll(() => guard.attempts.length).toBeGreaterThan(0);
    return guard.attempts;
  } finally {
    await context.close();
    server.close();
  }
}

test.describe("the guard sees what would leave", () => {
  for (const [name, script] of [
    ["fetch", `void fetch("${abroad}/x").catch(() => {})`],
    ["an image", `new Image().src = "${abroad}/x.png"`],
    ["a beacon", `navigator.sendBeacon("${abroad}/x", "a")`],
    [
      "a style sheet",
      `{ const l = document.createElement("link"); l.rel = "stylesheet"; l.href = "${abroad}/x.css"; document.head.append(l) }`,
    ],
    ["a frame", `{ const f = document.createElement("iframe"); f.src = "${abroad}/"; document.body.append(f) }`],
    ["a script", `void import("${abroad}/x.js").catch(() => {})`],
  ] as const) {
    test(name, async ({ browser }) => {
      expect(await attemptsOf(browser, script)).toContainEqual({
        how: "request",
        what: expect.stringContaining(abroad),
      });
    });
  }

  test("a web socket", async ({ browser }) => {
    const attempts = await attemptsOf(browser, `void new WebSocket("ws://abroad.invalid/x")`);
    expect(attempts).toContainEqual({ how: "websocket", what: "ws://abroad.invalid/x" });
  });

  test("a worker's fetch", async ({ browser }) => {
    const worker = `fetch("${abroad}/from-worker").catch(() => {})`;
    const attempts = await attemptsOf(browser, `void new Worker("/worker.js")`, { worker });
    expect(attempts).toContainEqual({ how: "request", what: `${abroad}/from-worker` });
  });

  test("a service worker's fetch", async ({ browser }) => {
    const worker = `fetch("${abroad}/from-service-worker").catch(() => {})`;
    const attempts = await attemptsOf(browser, `navigator.serviceWorker.register("/worker.js").then(() => {})`, {
      worker,
    });
    expect(attempts).toContainEqual({ how: "request", what: `${abroad}/from-service-worker` });
  });

  test("what the policy stops, on the page and in a worker", async ({ browser }) => {
    const policy = "default-src 'self'; script-src 'self' 'unsafe-eval'";
    const onPage = await attemptsOf(browser, `void fetch("${abroad}/x").catch(() => {})`, { policy });
    expect(onPage.map(({ how }) => how)).toContain("policy");
    const worker = `fetch("${abroad}/x").catch(() => {})`;
    const inWorker = await attemptsOf(browser, `void new Worker("/worker.js")`, { policy, worker });
    expect(inWorker.map(({ how }) => how)).toContain("policy");
  });
});
