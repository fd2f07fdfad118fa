import type { Port } from "../../channel/contract.ts";
import { serve } from "../../channel/serve.ts";
import type { EngineWorkerContract } from "../protocol.ts";
import { createEngineHandlers } from "./engine-handlers.ts";

serve<EngineWorkerContract>(self as unknown as Port, {
  ...createEngineHandlers(),
  watch: ({ lockName }) =>
    new Promise((resolve) => {
      // Held until this worker is gone: see [Note: how a death is noticed] in client.ts.
      void navigator.locks.request(lockName, () => {
        resolve(null);
        return new Promise<never>(() => undefined);
      });
    }),
});
