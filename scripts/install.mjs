import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` when what is installed is not what the lock file says. With `isQuiet`, stdout stays untouched. */
export async function ensureInstalled({ isQuiet = false } = {}) {
  if (isInstalled()) return;
  console.error("Installing the packages of the lock file (npm ci, no install scripts; about half a minute) …");
  // `.npmrc` forbids install scripts too; said again here, as a user's own settings must not allow them.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const code = await npm(args, { stdio: ["ignore", isQuiet ? 2 : "inherit", "inherit"] });
  if (code !== 0) {
    throw new Error(
      "The packages could not be installed: npm ci failed (see above).\n" +
        "It needs the npm registry once; afterwards everything works without a network.",
    );
  }
}

/**
 * Whether node_modules holds what package-lock.json says. npm writes `node_modules/.package-lock.json` at the end of an
 * installation that succeeded, so no stamp of our own is needed. Optional packages (other platforms) may be missing.
 */
export function isInstalled(directory = root) {
  const wanted = readPackages(join(directory, "package-lock.json"));
  const present = readPackages(join(directory, "node_modules", ".package-lock.json"));
  if (wanted === undefined || present === undefined) return false;
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    const there = present[path];
    if (there === undefined ? !optional : there.version !== version || there.integrity !== integrity) return false;
  }
  return true;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Runs npm with the Node that runs this script; resolves with the exit code. */
function npm(args, options) {
  const cli = process.env.npm_execpath;
  const isNpm = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const isWindows = process.platform === "win32";
  const child = isNpm
    ? spawn(process.execPath, [cli, ...args], { cwd: root, ...options })
    : spawn(isWindows ? "npm.cmd" : "npm", args, { cwd: root, shell: isWindows, ...options });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}
