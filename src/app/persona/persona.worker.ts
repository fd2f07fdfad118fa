import type { Port } from "../../channel/contract.ts";
import { serve } from "../../channel/serve.ts";
import { openStore } from "../../store/open-store.ts";
import { followStore } from "./follow-store.ts";
import { serveLocally } from "./local-persona.ts";
import { Persona } from "./persona.ts";
import type { PersonaContract } from "./persona-contract.ts";

const persona = new Persona();
const local = serveLocally(persona);

serve<PersonaContract>(globalThis as unknown as Port, {
  suggest: (params) => local.suggest(...params),
  findContinuations: (params) => local.findContinuations(...params),
  findPassages: (params) => local.findPassages(...params),
  findShared: (params) => local.findShared(...params),
  judgeStyle: (params) => local.judgeStyle(...params),
  styleDistance: (params) => local.styleDistance(...params),
  ownTexts: (params) => local.ownTexts(...params),
  sampleOwn: (params) => local.sampleOwn(...params),
  async follow({ storeName }, { signal, emit }) {
    const store = await openStore(storeName ?? undefined);
    try {
      await followStore(persona, store, { signal, onStatus: emit });
    } finally {
      store.close();
    }
    return null;
  },
});
