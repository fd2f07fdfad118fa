import type { Engine, Prompt } from "../engine/engine.ts";
import { writeLogPrompt } from "../prompt/log-format.ts";
import { cutDocument, fitPassages, guessTokens } from "../prompt/token-budget.ts";
import { endsSentence } from "../text/sentences.ts";
import type { PersonaPassage, PersonaService } from "./persona/persona-service.ts";

/** A prompt, and the own passages that stand in it, best first. */
export interface CompletionPrompt {
  readonly prompt: Prompt;
  readonly passages: readonly PersonaPassage[];
}

export interface PlanDeps {
  readonly engine: Pick<Engine, "countTokens">;
  readonly persona: Pick<PersonaService, "findPassages">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What may go into a prompt. */
export interface PlanBudget {
  /** Tokens of the whole prompt. */
  readonly promptTokens: number;
  /** Most own passages. */
  readonly passages: number;
}

/** Kept free for what is typed until passages are chosen anew. */
const growthTokens = 48;
/** The document may take this part of the prompt, the passages the rest. */
const documentShare = 0.5;
const charactersPerToken = 3;
/** Passages are chosen anew after this many new characters, if no sentence ends before. */
const mostTyped = 160;
/** …or after this many when typing has paused. */
const pauseTyped = 12;
const pauseMs = 1500;

interface Plan {
  readonly register: string;
  /** The settled text when the passages were chosen. */
  readonly text: string;
  readonly chosen: readonly PersonaPassage[];
  /** Tokens of the prompt without the document. */
  readonly fixedTokens: number;
  cut: number;
  lastAskedAt: number;
}

/*
 * [Note: a stable prompt] The engine keeps keys and values for the longest common beginning of two prompts. So the
 * passages stay the same, and the document begins at the same place, while a sentence is being written: then each key
 * press costs only its new tokens. They are chosen anew where a sentence ends or typing rests.
 */

/** Builds the prompt for what is being written, and changes it as seldom as it can. One per editor. */
export class CompletionPlanner {
  readonly #budget: PlanBudget;
  #plan: Plan | undefined;

  constructor(budget: PlanBudget) {
    this.#budget = budget;
  }

  /** Forgets the passages: after entries were added or excluded. */
  reset(): void {
    this.#plan = undefined;
  }

  /** The prompt for a text that is settled up to the caret's word. */
  async promptFor(settled: string, register: string, deps: PlanDeps): Promise<CompletionPrompt> {
    const now = deps.now();
    let plan = this.#plan;
    if (plan === undefined || plan.register !== register || this.#isOver(plan, settled, now)) {
      plan = await this.#choose(settled, register, deps);
      this.#plan = plan;
    }
    plan.lastAskedAt = now;
    plan.cut = cutDocument(settled, this.#documentRoom(plan) * charactersPerToken, plan.cut);
    // The best passage stands last in the prompt and first in the evidence.
    const entries = plan.chosen.map((passage) => ({ text: passage.entry.text.slice(passage.start, passage.end) }));
    const prompt = writeLogPrompt(entries, { text: settled.slice(plan.cut) });
    return { prompt, passages: plan.chosen.toReversed() };
  }

  #documentRoom({ fixedTokens }: Plan): number {
    return this.#budget.promptTokens - fixedTokens;
  }

  #isOver(plan: Plan, settled: string, now: number): boolean {
    const common = commonLength(plan.text, settled);
    // Somewhere else in the document, or another document.
    if (common < plan.text.length && plan.text.length - common > mostTyped) return true;
    const typed = settled.length - common;
    if (typed > mostTyped) return true;
    if (typed > 2 && endsSentence(settled)) return true;
    return typed >= pauseTyped && now - plan.lastAskedAt >= pauseMs;
  }

  async #choose(settled: string, register: string, deps: PlanDeps): Promise<Plan> {
    const { promptTokens, passages: limit } = this.#budget;
    const ranked = await deps.persona.findPassages({ textBefore: settled, register, limit, now: deps.now() });
    const texts = ranked.map(({ entry, start, end }) => entry.text.slice(start, end));
    const tail = settled.slice(-Math.ceil(promptTokens * documentShare * charactersPerToken));
    const counts = await deps.engine.countTokens([...texts, tail]);
    const documentTokens = Math.min(counts.at(-1) ?? guessTokens(tail), promptTokens * documentShare);
    const tokensOf = new Map(ranked.map((passage, i) => [passage, counts[i] ?? Infinity]));
    const room = promptTokens - documentTokens - growthTokens - 2;
    const chosen = fitPassages(ranked, (passage) => tokensOf.get(passage) ?? Infinity, room);
    const fixedTokens = chosen.reduce((sum, passage) => sum + (tokensOf.get(passage) ?? 0) + 1, 2);
    return { register, text: settled, chosen, fixedTokens, cut: 0, lastAskedAt: deps.now() };
  }
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  if (b.startsWith(a)) return a.length;
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
