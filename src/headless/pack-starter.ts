import { fileURLToPath } from "node:url";

import { packModelFolder } from "./pack-model-folder.ts";

// npm run pack-starter [-- CHECKPOINT OUT]: without arguments, from this repository's checkpoint to what it ships.
const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [source = inRepository("training/starter"), out = inRepository("public/models/starter")] = process.argv.slice(2);
try {
  const packed = await packModelFolder(source, out);
  process.stdout.write(`${JSON.stringify({ ...packed, out })}\n`);
} catch (error) {
  process.stderr.write(`Nothing was packed. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
