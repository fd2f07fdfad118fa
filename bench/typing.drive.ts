import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright";

import { AppServer } from "../e2e/app-server.ts";
import { Selfsame } from "../e2e/page-models/selfsame.ts";
import { findChromium } from "../scripts/find-chromium.mjs";
import type { BenchResult } from "./bench-result.ts";
import { quantile } from "./bench-result.ts";
import { sampleLog } from "./sample-log.ts";

/*
 * The built app with a log of 10,000 entries: from a key press to the frame in which ghost text for the new text stands.
 * Measured in the page: the clock starts with the key event's own time stamp and stops after the frame that follows the
 * change of the ghost text. Keys that bring no suggestion count as silent, not as fast. The baseline is the same editor
 * without any ghost text: key press to the next painted frame.
 */
const entries = 10_000;

/** Beginnings as the sample writer might type them; each is typed key by key. */
const beginnings = [
  "I have told them before and I will tell them again: the tide",
  "Ferry log. Wind south-west 4, flask full, 18 passengers",
  "Most things can be mended if you stop being cross",
  "Nobody fell in, so I am calling it",
  "That is not a complaint, it is",
  "I hope this finds you dry. The council wrote to me again about",
];

export async function run(): Promise<BenchResult> {
  const server = await AppServer.start();
  // A profile on disk, and the address of the built app for the page models.
  const profile = await mkdtemp(join(tmpdir(), "selfsame-typing-"));
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ["--no-sandbox"],
    baseURL: server.url,
  });
  try {
    const page = await context.newPage();
    const openedAt = Date.now();
    await page.goto(`${server.url}/write?seed=7`);
    const app = new Selfsame(page, 7);
    await page.getByRole("button", { name: /sample/i }).click();
    await app.write.ghost.first().waitFor({ timeout: 120_000 });
    const coldMs = Date.now() - openedAt;
    await app.untilReady();
    await app.untilOfflineReady();

    await page.reload();
    const reopenedAt = Date.now();
    await app.write.editor.waitFor();
    await app.write.replaceText("");
    await app.write.type("Nobody fell in, so I am");
    await app.write.ghost.first().waitFor({ timeout: 120_000 });
    const warmMs = Date.now() - reopenedAt;

    await app.loadHistory({ name: "history.jsonl", mimeType: "application/jsonl", buffer: manyEntries() });
    await app.shell.goTo("Write");
    await app.write.replaceText("");

    // tsx names inner functions by a helper of its own, which the page does not have.
    await page.evaluate("globalThis.__name = (named) => named");
    await page.evaluate(watchGhost);
    for (const beginning of beginnings) {
      await app.write.replaceText("");
      await app.write.editor.focus();
      for (const character of beginning) {
        await page.keyboard.press(character === " " ? "Space" : character);
        // A quick typist: about 100 words a minute.
        await page.waitForTimeout(120);
      }
    }
    const { first, last, frames, keys, longTasks } = await page.evaluate(readGhost);
    const plain = quantile(frames, 0.95);
    const row = (name: string, samples: readonly number[], share: number, aim?: string) => ({
      name: `${name}, p${share * 100}`,
      value: quantile(samples, share),
      unit: "ms",
      baseline: { name: "key → painted without ghost text, p95", value: plain },
      ...(aim === undefined ? {} : { aim }),
    });
    return {
      name: "typing",
      about: `${entries} entries, ${keys} keys at 100 words a minute, ${first.length} of them followed by ghost text`,
      rows: [
        row("key → first ghost text painted", first, 0.5),
        row("key → first ghost text painted", first, 0.95, "≤ 120 ms"),
        row("key → final ghost text painted", last, 0.5),
        row("key → final ghost text painted", last, 0.95),
        { name: "tasks over 50 ms on the main thread while typing", value: longTasks, unit: "tasks", aim: "0" },
        { name: "opened → first suggestion, cold (sample writer, one click)", value: coldMs, unit: "ms" },
        { name: "reopened → first suggestion, warm (served by the service worker)", value: warmMs, unit: "ms" },
      ],
    };
  } finally {
    await context.close();
    await server.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

function manyEntries(): Buffer {
  const lines: string[] = [];
  for (const { text, sentAt, isOwn, register } of sampleLog(entries)) {
    const at = new Date(sentAt ?? 0).toISOString();
    lines.push(JSON.stringify({ id: `s${lines.length}`, at, author: isOwn ? "self" : "other", kind: register, text }));
  }
  return Buffer.from(lines.join("\n"));
}

interface Watched {
  first: number[];
  last: number[];
  frames: number[];
  keys: number;
  longTasks: number;
}

/** Runs in the page: notes for each key when a frame was painted, and when ghost text was first and last painted. */
function watchGhost(): void {
  const found: Watched = { first: [], last: [], frames: [], keys: 0, longTasks: 0 };
  (window as unknown as { found: Watched }).found = found;
  const root = [...document.querySelectorAll("*")]
    .map((element) => element.shadowRoot)
    .find((shadow) => shadow !== null);
  if (root == null) throw new Error("The editor is not there.");
  const ghost = (): string => root.querySelector(".cm-ghost")?.textContent ?? "";
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };

  let pressedAt = 0;
  let shown = "";
  let first: number | null = null;
  let last: number | null = null;
  const settle = (): void => {
    if (first !== null) found.first.push(first);
    if (last !== null) found.last.push(last);
    first = null;
    last = null;
  };
  const look = (): void => {
    const text = ghost();
    if (text === "" || pressedAt === 0) return;
    const passed = performance.now() - pressedAt;
    first ??= passed;
    if (text !== shown || last === null) last = passed;
    shown = text;
  };
  addEventListener(
    "keydown",
    (event) => {
      settle();
      pressedAt = event.timeStamp;
      found.keys += 1;
      afterPaint(() => found.frames.push(performance.now() - event.timeStamp));
    },
    true,
  );
  new MutationObserver(() => afterPaint(look)).observe(root, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => (found.longTasks += list.getEntries().length)).observe({ type: "longtask" });
}

function readGhost(): Watched {
  return (window as unknown as { found: Watched }).found;
}
