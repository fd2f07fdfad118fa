import { makeEntry } from "../log/log-entry.ts";
import type { LogEntry } from "../log/log-entry.ts";

export const entry: LogEntry = makeEntry("a floor above, as value and as type");
export const now = (): number => Date.now();
export const kept = (): unknown => localStorage.getItem("a");
export const got = async (): Promise<unknown> => await fetch("/a");
