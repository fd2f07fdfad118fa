import type { Port } from "../../channel/contract.ts";
import { serve } from "../../channel/serve.ts";
import { openStore } from "../../store/open-store.ts";
import type { ImportContract } from "./import-contract.ts";
import { createImportHandlers } from "./import-handlers.ts";

serve<ImportContract>(globalThis as unknown as Port, createImportHandlers(openStore));
