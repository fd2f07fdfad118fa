import type { Persona } from "./persona.ts";
import type { PersonaService } from "./persona-service.ts";

/** A persona in this thread behind the interface of the worker: for commands and tests. */
export function serveLocally(persona: Persona): PersonaService {
  return {
    suggest: async (textBefore, { threshold, continueThreshold }) =>
      persona.suggest(textBefore, threshold, continueThreshold),
    findContinuations: async (textBefore, continuation, limit) =>
      persona.findContinuations(textBefore, continuation, limit),
    typedProbability: async (textBefore) => persona.typedProbability(textBefore),
    knowsWord: async (word) => persona.knowsWord(word),
    findPassages: async (request) => persona.findPassages(request),
    findShared: async (text, limit) => persona.findShared(text, limit),
    judgeStyle: async (text, register) => persona.judgeStyle(text, register),
    styleDistance: async (text, register) => persona.styleDistance(text, register),
    entryTexts: async () => persona.entryTexts(),
    sampleOwn: async (limit) => persona.sampleOwn(limit),
  };
}
