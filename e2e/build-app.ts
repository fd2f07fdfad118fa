import { ensureBuilt } from "../scripts/build.mjs";

/** Global set-up: builds the app when its sources have changed. */
export default async function buildApp(): Promise<void> {
  await ensureBuilt();
}
