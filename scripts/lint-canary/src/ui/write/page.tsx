import { readFileSync } from "node:fs";

import type { runs } from "../../engine/engine.ts";
import { kept } from "../../store/store.ts";
import { title } from "../log/title.ts";

export type Runs = typeof runs;
export const read: unknown = [readFileSync, kept];

export function Page() {
  return <p title={title} dangerouslySetInnerHTML={{ __html: title }} />;
}
