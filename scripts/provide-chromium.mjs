import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { findChromium } from "./find-chromium.mjs";

/** Path of a Chromium that starts; installs Debian's package where it may. Throws with what to do when there is none. */
export async function provideChromium() {
  const found = findChromium();
  if (found !== undefined) return verified(found);
  const own = await playwrightsOwn();
  if (own !== undefined) return verified(own);
  if (mayInstallPackages()) {
    console.error("No Chromium found: installing Debian's package (apt-get install chromium) …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const options = { stdio: ["ignore", 2, "inherit"], env };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options);
    const installed = findChromium();
    if (installed !== undefined) return verified(installed);
  }
  throw new Error(
    "The browser tests need a Chromium, and none was found. Any one of these helps:\n" +
      "  · set SELFSAME_CHROMIUM to the path of a Chromium, Chrome or Edge\n" +
      "  · Debian, Ubuntu: sudo apt-get install chromium    Fedora: sudo dnf install chromium    macOS: brew install chromium\n" +
      "  · npx playwright install chromium",
  );
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function mayInstallPackages() {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Windows programs print nothing on --version, so only their presence is checked there. */
function verified(path) {
  if (!existsSync(path)) throw new Error(`SELFSAME_CHROMIUM or CHROME_PATH names ${path}, which does not exist.`);
  if (process.platform === "win32") return path;
  const { status, error } = spawnSync(path, ["--version"], { stdio: "ignore", timeout: 60_000 });
  if (status !== 0) throw new Error(`${path} does not start${error === undefined ? "" : ` (${error.message})`}.`);
  return path;
}
