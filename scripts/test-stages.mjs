import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ensureBuilt } from "./build.mjs";
import { checkBundleBudget } from "./bundle-budget.mjs";
import { root } from "./install.mjs";
import { checkLintCanary } from "./lint-canary.mjs";
import { provideChromium } from "./provide-chromium.mjs";

const bin = (...path) => join(root, "node_modules", ...path);
const reports = join(root, ".cache", "test-reports");
const longestStageMs = 20 * 60_000;

/** The stages of `npm test` in their order; each resolves with how many checks passed and failed. */
export const stages = {
  format: () => check(bin("oxfmt", "bin", "oxfmt"), "--check"),
  lint: () => check(bin("oxlint", "bin", "oxlint"), "--type-aware", "--deny-warnings"),
  canary,
  types,
  knip: () => check(bin("knip", "bin", "knip.js"), "--no-progress"),
  unit: () => vitest("unit"),
  browser: async () => vitest("browser", { SELFSAME_CHROMIUM: await provideChromium() }),
  build,
  e2e,
};

/** One program that says by its exit code whether all is well: one check. */
async function check(...command) {
  return (await run(command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function canary() {
  const { expected, missed, surprising } = checkLintCanary();
  for (const violation of missed) console.error(`not found any more: ${violation}`);
  for (const violation of surprising) console.error(`not expected: ${violation}`);
  console.log(`${expected.length - missed.length} of ${expected.length} planted violations found`);
  return { passed: expected.length - missed.length, failed: missed.length + surprising.length };
}

/** One check per tsconfig.json: the whole project, and each folder of src that has rules of its own (workers). */
async function types() {
  const own = readdirSync(join(root, "src"), { recursive: true })
    .filter((path) => /(^|[\\/])tsconfig\.json$/.test(path))
    .map((path) => join("src", path));
  const counts = { passed: 0, failed: 0 };
  for (const project of ["tsconfig.json", ...own]) {
    const code = await run([bin("typescript", "bin", "tsc"), "-p", project, "--noEmit"]);
    counts[code === 0 ? "passed" : "failed"] += 1;
    console.log(`${project}: ${code === 0 ? "no errors" : "errors"}`);
  }
  return counts;
}

async function vitest(project, env = {}) {
  const report = freshReport(`${project}.json`);
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run([bin("vitest", "vitest.mjs"), ...args], env);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = readReport(report);
  // A file that could not even be loaded has failed without a failed test.
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + brokenFiles;
  return {
    passed: numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

async function build() {
  await ensureBuilt();
  const budget = checkBundleBudget();
  for (const { name, bytes, limitBytes } of budget) {
    const mark = bytes > limitBytes ? "TOO BIG" : "ok";
    console.log(`${name.padEnd(28)} ${kib(bytes)} of ${kib(limitBytes)} KiB  ${mark}`);
  }
  const tooBig = budget.filter(({ bytes, limitBytes }) => bytes > limitBytes).length;
  return { passed: 1 + budget.length - tooBig, failed: tooBig };
}

async function e2e() {
  const chromium = await provideChromium();
  await ensureBuilt();
  const report = freshReport("e2e.json");
  const args = ["test", "--reporter=list,json"];
  const code = await run([bin("@playwright", "test", "cli.js"), ...args], {
    SELFSAME_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { stats, errors } = readReport(report);
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: stats.skipped };
}

/** Runs a program of node_modules with this Node; resolves with its exit code. */
function run([script, ...args], env = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    timeout: longestStageMs,
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  const path = join(reports, name);
  rmSync(path, { force: true });
  return path;
}

function readReport(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function kib(bytes) {
  return (bytes / 1024).toFixed(1).padStart(8);
}
