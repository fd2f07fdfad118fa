import { AutoTokenizer } from "@huggingface/transformers";
import { start } from "../../app/start.ts";

export const session: unknown = [AutoTokenizer, start];
