import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Path of a Chromium to drive: the one named by SELFSAME_CHROMIUM or CHROME_PATH, else one that is installed on this
 * system; undefined when there is none (Playwright then uses its own, where it was downloaded).
 */
export function findChromium(env = process.env, platform = process.platform) {
  const named = env.SELFSAME_CHROMIUM || env.CHROME_PATH;
  if (named) return named;
  return systemPaths(env, platform).find((path) => existsSync(path));
}

function systemPaths(env, platform) {
  if (platform === "darwin") {
    const apps = [
      "Chromium.app/Contents/MacOS/Chromium",
      "Google Chrome.app/Contents/MacOS/Google Chrome",
      "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
    return ["/Applications", join(env.HOME ?? "/", "Applications")].flatMap((base) =>
      apps.map((app) => join(base, app)),
    );
  }
  if (platform === "win32") {
    const apps = [
      ["Chromium", "Application", "chrome.exe"],
      ["Google", "Chrome", "Application", "chrome.exe"],
      ["Microsoft", "Edge", "Application", "msedge.exe"],
    ];
    const bases = [env.LOCALAPPDATA, env.PROGRAMFILES, env["PROGRAMFILES(X86)"]].filter(Boolean);
    return bases.flatMap((base) => apps.map((app) => join(base, ...app)));
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  const folders = [...(env.PATH ?? "").split(":").filter(Boolean), "/usr/bin", "/usr/local/bin", "/snap/bin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
