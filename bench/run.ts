import { readdir } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright";
import type { BrowserContext } from "playwright";
import { createServer } from "vite";

import { findChromium } from "../scripts/find-chromium.mjs";
import { ort } from "../scripts/vite-ort.mjs";
import type { BenchResult } from "./bench-result.ts";

/*
 * Runs benches and prints a table, then one JSON object as the last line:
 *   node --import tsx bench/run.ts [NAME…] [--set KEY=VALUE…]
 * `bench/NAME.bench.ts` runs inside a page of a real Chromium; `bench/NAME.drive.ts` runs here in Node and may
 * drive that browser itself. Both export `run`; see bench-result.ts.
 */

const folder = fileURLToPath(new URL(".", import.meta.url));
const root = join(folder, "..");

const { names, settings } = readArguments(process.argv.slice(2));
const files = (await readdir(folder)).filter((file) => /\.(bench|drive)\.ts$/.test(file)).sort();
const chosen = names.length === 0 ? files : names.map((name) => fileOf(name));

const server = await createServer({
  root,
  configFile: false,
  logLevel: "error",
  // Nothing is found out late: a reload in the middle of a bench would end it.
  optimizeDeps: { include: ["dexie", "@huggingface/transformers"], entries: [] },
  plugins: [ort()],
  worker: { format: "es" },
  server: {
    port: 0,
    host: "127.0.0.1",
    watch: null,
    hmr: false,
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
  },
});
await server.listen();
const origin = server.resolvedUrls?.local[0] ?? "";
// A profile on disk: a private window would keep the database in memory.
const profile = await mkdtemp(join(tmpdir(), "selfsame-bench-"));
const executablePath = findChromium();
const context = await chromium.launchPersistentContext(profile, {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", "--enable-unsafe-webgpu"],
});

try {
  const results: BenchResult[] = [];
  for (const file of chosen) {
    const result = file.endsWith(".drive.ts") ? await runHere(file, context) : await runInPage(file, context);
    printTable(result);
    results.push(result);
  }
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? "", browser: context.browser()?.version() ?? "" };
  console.log(JSON.stringify({ machine, results }));
} finally {
  await context.close();
  await server.close();
  await rm(profile, { recursive: true, force: true });
}

function readArguments(words: readonly string[]): { names: string[]; settings: Record<string, string> } {
  const found = { names: [] as string[], settings: {} as Record<string, string> };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--set") {
      const [key = "", value = ""] = (words[++at] ?? "").split("=");
      found.settings[key] = value;
    } else {
      found.names.push(word);
    }
  }
  return found;
}

function fileOf(name: string): string {
  const file = files.find((candidate) => candidate.replace(/\.(bench|drive)\.ts$/, "") === name);
  if (file === undefined) throw new Error(`No bench is called ${name}; there are: ${files.join(", ")}`);
  return file;
}

async function runInPage(file: string, browser: BrowserContext): Promise<BenchResult> {
  const page = await browser.newPage();
  page.on("console", (message) => console.error(`  ${message.text()}`));
  page.on("pageerror", (error) => console.error(error));
  try {
    await page.goto(`${origin}bench/bench.html?${new URLSearchParams(settings)}`);
    // As text, so that tsx does not rewrite the import for Node.
    return (await page.evaluate(`import("/bench/${file}").then((bench) => bench.run())`)) as BenchResult;
  } finally {
    await page.close();
  }
}

async function runHere(file: string, browser: BrowserContext): Promise<BenchResult> {
  const bench = (await import(pathToFileURL(join(folder, file)).href)) as {
    run(world: { context: BrowserContext; origin: string; settings: Record<string, string> }): Promise<BenchResult>;
  };
  return bench.run({ context: browser, origin, settings });
}

function printTable({ name, about, rows }: BenchResult): void {
  console.log(`\n${name}: ${about}`);
  const lines = rows.map((row) => [
    row.name,
    `${format(row.value)} ${row.unit}`,
    row.baseline === undefined ? "" : `${row.baseline.name}: ${format(row.baseline.value)} ${row.unit}`,
    row.ratio === undefined ? "" : `× ${format(row.ratio)}`,
    row.aim === undefined ? "" : `aim ${row.aim}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
  }
}

function format(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en") : value.toPrecision(3);
}
