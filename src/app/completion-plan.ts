import type { Engine, Prompt } from "../engine/engine.ts";
import { writeLogPrompt } from "../prompt/log-format.ts";
import { cutDocument, fitPassages } from "../prompt/token-budget.ts";
import { segmentSentences } from "../text/sentences.ts";
import type { PersonaPassage, PersonaService } from "./persona/persona-service.ts";

/** A prompt, and the own passages that stand in it, best first. */
export interface CompletionPrompt {
  readonly prompt: Prompt;
  readonly passages: readonly PersonaPassage[];
}

export interface PlanDeps {
  readonly engine: Pick<Engine, "countTokens">;
  readonly persona: Pick<PersonaService, "findPassages">;
}

/** What may go into a prompt. */
export interface PlanBudget {
  /** Tokens of the whole prompt. */
  readonly promptTokens: number;
  /** Most own passages. */
  readonly passages: number;
  /** Most characters of the document before its anchor. */
  readonly documentCharacters: number;
}

/** In a sentence without an end passages are chosen anew after this many characters. */
const anchorStep = 120;
/** Kept free for what is typed behind the anchor, in ordinary writing. */
const growthTokens = 48;
const shortCharacters = 80;
/** Far more than a sentence. */
const searchedCharacters = 2000;

interface Plan {
  readonly register: string;
  /** The text up to the anchor. */
  readonly text: string;
  readonly cut: number;
  /** In prompt order. */
  readonly chosen: readonly PersonaPassage[];
}

/*
 * [Note: a stable prompt] The engine keeps keys and values for the longest common beginning of two prompts. So the
 * passages and the place where the document begins follow from the text up to an anchor, which stays where it is while a
 * sentence is being written: each key costs only its new tokens. They follow from nothing else, no clock and no earlier
 * request: the same text and the same log give the same prompt, however the text was typed. What is kept here is only a
 * result that need not be computed twice.
 */

/** Builds the prompt for what is being written. One per editor. */
export class CompletionPlanner {
  readonly #budget: PlanBudget;
  #plan: Plan | undefined;
  #age = 0;

  constructor(budget: PlanBudget) {
    this.#budget = budget;
  }

  /** Forgets the passages: after entries were added or excluded. */
  reset(): void {
    this.#plan = undefined;
    this.#age++;
  }

  /** The prompt for a text that is settled up to the caret's word. */
  async promptFor(settled: string, register: string, deps: PlanDeps): Promise<CompletionPrompt> {
    const text = settled.slice(0, findAnchor(settled));
    let plan = this.#plan;
    if (plan === undefined || plan.register !== register || plan.text !== text) {
      const age = this.#age;
      plan = await this.#choose(text, register, deps);
      if (age === this.#age) this.#plan = plan;
    }
    // The best passage stands last in the prompt and first in the evidence.
    const entries = plan.chosen.map(({ entry, start, end }) => ({ text: entry.text.slice(start, end) }));
    const prompt = writeLogPrompt(entries, { text: settled.slice(plan.cut) });
    return { prompt, passages: plan.chosen.toReversed() };
  }

  /** A prompt of few tokens whatever is written: the end of the text alone. */
  shortPrompt(settled: string): CompletionPrompt {
    const text = settled.slice(cutDocument(settled, shortCharacters));
    return { prompt: writeLogPrompt([], { text }), passages: [] };
  }

  async #choose(text: string, register: string, { persona, engine }: PlanDeps): Promise<Plan> {
    const { promptTokens, passages: limit, documentCharacters } = this.#budget;
    const cut = cutDocument(text, documentCharacters);
    const ranked = await persona.findPassages({ textBefore: text, register, limit });
    const texts = ranked.map(({ entry, start, end }) => entry.text.slice(start, end));
    const counts = await engine.countTokens([...texts, text.slice(cut)]);
    const tokensOf = new Map(ranked.map((passage, i) => [passage, counts[i] ?? Infinity]));
    const room = promptTokens - (counts.at(-1) ?? 0) - growthTokens - 2;
    const chosen = fitPassages(ranked, (passage) => tokensOf.get(passage) ?? Infinity, room);
    return { register, text, cut, chosen };
  }
}

/** Where the open sentence begins, or the last full step in it. */
function findAnchor(settled: string): number {
  const from = Math.max(0, settled.length - searchedCharacters);
  // The x begins the next sentence, if the last one is over.
  const open = segmentSentences(`${settled.slice(from)} x`).at(-1)?.start ?? 0;
  const start = Math.min(settled.length, from + open);
  return start + Math.floor((settled.length - start) / anchorStep) * anchorStep;
}
