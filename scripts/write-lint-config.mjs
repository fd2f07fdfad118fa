import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { lintConfig } from "./lint-config.mjs";

const path = fileURLToPath(new URL("../.oxlintrc.json", import.meta.url));
writeFileSync(path, `${JSON.stringify(lintConfig(), null, 2)}\n`);
