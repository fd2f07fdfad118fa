import type { Engine, Prompt } from "../engine/engine.ts";
import { type OpenEntry, type PromptEntry, writeLogPrompt } from "../prompt/log-format.ts";
import { fitPassages } from "../prompt/token-budget.ts";
import type { PassageRequest, PersonaPassage, PersonaService } from "./persona/persona-service.ts";

/** A prompt of own passages before an open entry, within a number of tokens; passages best first. */
export interface OwnPrompt {
  readonly prompt: Prompt;
  readonly passages: readonly PersonaPassage[];
}

/** In these registers the context of an entry is what somebody said before; in others it is a title. */
const conversations: ReadonlySet<string> = new Set(["chat", "message", "reply"]);

/** Finds own passages and puts as many as fit before the open entry; `arrange` may change their order, best first. */
export async function promptWithPassages(
  request: PassageRequest,
  open: OpenEntry,
  promptTokens: number,
  deps: { readonly engine: Pick<Engine, "countTokens">; readonly persona: Pick<PersonaService, "findPassages"> },
  arrange: (found: readonly PersonaPassage[]) => readonly PersonaPassage[] = (found) => found,
): Promise<OwnPrompt> {
  const ranked = arrange(await deps.persona.findPassages(request));
  const texts = ranked.map(({ entry, start, end }) => entry.text.slice(start, end));
  const fixed = [open.topic ?? "", open.replyTo ?? "", open.text].join("\n");
  const counts = await deps.engine.countTokens([...texts, ...ranked.map(({ entry }) => entry.context ?? ""), fixed]);
  const tokensOf = new Map(
    ranked.map((passage, i) => [passage, (counts[i] ?? 0) + (counts[ranked.length + i] ?? 0) + 1] as const),
  );
  const room = promptTokens - (counts.at(-1) ?? 0) - 4;
  const chosen = fitPassages(ranked, (passage) => tokensOf.get(passage) ?? Infinity, room);
  return { prompt: writeLogPrompt(chosen.map(asPromptEntry), open), passages: chosen.toReversed() };
}

function asPromptEntry({ entry, start, end }: PersonaPassage): PromptEntry {
  const text = entry.text.slice(start, end);
  return conversations.has(entry.register) ? { replyTo: entry.context, text } : { topic: entry.context, text };
}
