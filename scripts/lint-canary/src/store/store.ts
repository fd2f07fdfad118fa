import { Dexie } from "dexie";

export const kept: unknown = Dexie;
export * from "../text/words.ts";
