import type { Persona } from "./persona.ts";
import type { PersonaService } from "./persona-service.ts";

/** A persona in this thread behind the interface of the worker: for commands and tests. */
export function serveLocally(persona: Persona): PersonaService {
  return {
    suggest: async (textBefore, options) => persona.suggest(textBefore, options),
    findContinuations: async (textBefore, continuation, limit) =>
      persona.findContinuations(textBefore, continuation, limit),
    findPassages: async (request) => persona.findPassages(request),
    findShared: async (text, limit) => persona.findShared(text, limit),
    judgeStyle: async (text, register) => persona.judgeStyle(text, register),
    styleDistance: async (text, register) => persona.styleDistance(text, register),
    ownTexts: async () => persona.ownTexts(),
    sampleOwn: async (limit) => persona.sampleOwn(limit),
  };
}
