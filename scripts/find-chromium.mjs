import { existsSync } from "node:fs";

const systemPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of a Chromium to drive, or undefined for Playwright's own. */
export function findChromium() {
  const named = process.env.SELFSAME_CHROMIUM;
  if (named) return named;
  return systemPaths.find((path) => existsSync(path));
}
