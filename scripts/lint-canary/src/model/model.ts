import { runs } from "../engine/engine.ts";
import { Dexie } from "dexie";

export const model: unknown = [runs, Dexie];
