import { createInThreadEngine } from "./in-thread.ts";
import { testEngineContract } from "./testing/engine-contract.ts";

testEngineContract({ name: "in this thread, wasm", device: "wasm", open: createInThreadEngine });
