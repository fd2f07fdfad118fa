import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { ensureInstalled, root } from "./install.mjs";

const directory = join(root, "src", "headless");

/** Runs `src/headless/<verb>.ts` with the rest of the arguments; resolves with its exit code. */
export async function runHeadless([verb, ...args]) {
  const verbs = listVerbs();
  if (!verbs.includes(verb)) {
    const said = verb === undefined ? "A verb is missing." : `There is no verb “${verb}”.`;
    console.error(`${said} These exist: ${verbs.join(", ") || "none yet"}.`);
    return 2;
  }
  await ensureInstalled({ isQuiet: true });
  const tsx = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  // The caller's folder, so that relative paths in the arguments mean what they meant where npm was called.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const child = spawn(process.execPath, ["--import", tsx, join(directory, `${verb}.ts`), ...args], {
    cwd,
    stdio: "inherit",
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") },
  });
  const forward = (signal) => child.kill(signal);
  process.on("SIGINT", forward);
  process.on("SIGTERM", forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** The verbs are the npm scripts that call headless.mjs. */
function listVerbs() {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.values(scripts).flatMap((command) => /^node scripts\/headless\.mjs ([\w-]+)$/.exec(command)?.[1] ?? []);
}
