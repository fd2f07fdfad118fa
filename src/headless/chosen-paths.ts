import { openAsBlob } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";

import { ImportError } from "../log/errors.ts";
import type { ChosenFile } from "../log/open-sources.ts";
import { type Rejection, reject } from "../log/rejection.ts";

/** Files below the paths of a command line, as the import takes them; links are not followed but counted. */
export async function openPaths(
  paths: readonly string[],
): Promise<{ readonly files: readonly ChosenFile[]; readonly rejections: readonly Rejection[] }> {
  const files: ChosenFile[] = [];
  const rejections: Rejection[] = [];
  const visit = async (location: string, shown: string): Promise<void> => {
    const status = await lstat(location).catch((cause: unknown) => {
      throw new ImportError("unreadable", `“${location}” does not exist or cannot be read.`, { cause });
    });
    if (status.isSymbolicLink()) rejections.push(reject("symlink", shown));
    else if (status.isDirectory()) {
      const names = (await readdir(location)).toSorted();
      for (const name of names) await visit(path.join(location, name), `${shown}/${name}`);
    } else if (status.isFile()) files.push({ path: shown, blob: await openAsBlob(location) });
  };
  for (const location of paths) await visit(location, path.basename(path.resolve(location)));
  if (files.length === 0) throw new ImportError("empty", `There is no file in ${paths.join(", ")}.`);
  return { files, rejections };
}
