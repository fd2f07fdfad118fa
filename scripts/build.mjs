import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

import { root } from "./install.mjs";

const stampPath = join(root, ".cache", "build-stamp");
const inputs = ["src", "public", "scripts", "index.html", "vite.config.ts", "tsconfig.base.json", "package-lock.json"];

/** Builds the app into dist when anything that goes into it has changed since the last build. */
export async function ensureBuilt() {
  const stamp = hashInputs();
  if (isBuilt(stamp)) return;
  console.error("Building the app …");
  rmSync(stampPath, { force: true });
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error("The app could not be built (see above).");
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, stamp);
}

function isBuilt(stamp) {
  return (
    existsSync(join(root, "dist", "index.html")) && existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp
  );
}

/** A hash of every file that goes into the build, by content: a new checkout of the same sources builds nothing. */
function hashInputs() {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0]);
  for (const path of inputs.flatMap((input) => listFiles(join(root, input)))) {
    if (/\.test\.tsx?$/.test(path)) continue;
    hash.update(`\0${relative(root, path).split(sep).join("/")}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
