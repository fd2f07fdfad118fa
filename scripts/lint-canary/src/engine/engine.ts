import { InferenceSession } from "onnxruntime-web";

import { kept } from "../store/store.ts";

export const runs: unknown = [InferenceSession, kept];
