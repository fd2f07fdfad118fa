import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "./install.mjs";

const canary = join(root, "scripts", "lint-canary");

/** Lints the canary with the project's rules; resolves with the violations that were missed, and those nobody expected. */
export function checkLintCanary() {
  const expected = JSON.parse(readFileSync(join(canary, "expected.json"), "utf8"));
  const found = lintCanary();
  return { expected, missed: without(expected, found), surprising: without(found, expected) };
}

/** Every violation as `path:line rule`, sorted. The files are linted in a folder of their own: the project ignores them. */
export function lintCanary() {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), "selfsame-canary-"));
  try {
    cpSync(canary, directory, { recursive: true });
    for (const name of [".oxlintrc.json", "tsconfig.base.json"]) cpSync(join(root, name), join(directory, name));
    symlinkSync(join(root, "node_modules"), join(directory, "node_modules"), "junction");
    const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
    const args = [oxlint, "--type-aware", "--format", "unix", "src"];
    const { stdout, error } = spawnSync(process.execPath, args, { cwd: directory, encoding: "utf8" });
    if (error !== undefined) throw error;
    return [...stdout.matchAll(/^(\S+?):(\d+):\d+: .* \[\w+\/(.+)\]$/gm)]
      .map(([, path, line, rule]) => `${path.replaceAll("\\", "/")}:${line} ${rule}`)
      .sort();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function without(list, others) {
  const left = [...others];
  return list.filter((item) => {
    const index = left.indexOf(item);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
