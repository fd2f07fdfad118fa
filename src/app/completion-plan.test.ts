import { describe, expect, it } from "vitest";

import { CompletionPlanner, type PlanDeps } from "./completion-plan.ts";
import { completionBudget } from "./completion-tuning.ts";
import { serveLocally } from "./persona/local-persona.ts";
import { Persona } from "./persona/persona.ts";
import { inventEntries } from "./testing/invent-entries.ts";

const persona = new Persona();
for (const entry of inventEntries(60)) persona.add(entry);
const deps: PlanDeps = {
  persona: serveLocally(persona),
  // Four characters make a token here.
  engine: { countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 4)) },
};
const text =
  "The miller sang. Old Brandt paid in fish, and nobody minded, so I made tea and we sat by the rope until the river was low enough to take the late boat over to where Ingrid was waiting with a basket of pears and more to say than there was water. Good night";

const promptOf = async (planner: CompletionPlanner, settled: string): Promise<string> =>
  JSON.stringify(await planner.promptFor(settled, "diary", deps));

describe("CompletionPlanner", () => {
  it("[P11] gives the same text the same prompt, however it was typed", async () => {
    const typed = new CompletionPlanner(completionBudget);
    const jumping = new CompletionPlanner(completionBudget);
    // Some keys only, forth and back, and one request overtaking another.
    for (let length = 250; length > 0; length -= 37) await promptOf(jumping, text.slice(0, length));
    for (let length = 0; length <= text.length; length++) {
      const settled = text.slice(0, length);
      const expected = await promptOf(new CompletionPlanner(completionBudget), settled);
      expect(await promptOf(typed, settled)).toBe(expected);
      if (length % 23 !== 0) continue;
      const [, ahead] = await Promise.all([promptOf(jumping, text.slice(0, length + 40)), promptOf(jumping, settled)]);
      expect(ahead).toBe(expected);
    }
  });

  it("changes the beginning of the prompt only at the end of a sentence, or after many characters without one", async () => {
    const planner = new CompletionPlanner(completionBudget);
    const changes: number[] = [];
    let before = "";
    for (let length = 0; length <= text.length; length++) {
      const { prompt } = await planner.promptFor(text.slice(0, length), "diary", deps);
      const head = JSON.stringify(
        prompt.slice(
          0,
          prompt.findLastIndex((piece) => "mark" in piece),
        ),
      );
      if (length > 0 && head !== before) changes.push(length);
      before = head;
    }
    expect(changes).toContain("The miller sang.".length);
    expect(changes.length).toBeLessThanOrEqual(4);
  });

  it("forgets what it has chosen when the entries change, also while it is choosing", async () => {
    const planner = new CompletionPlanner(completionBudget);
    const changing = new Persona();
    for (const entry of inventEntries(5)) changing.add(entry);
    const slow = { ...deps, persona: serveLocally(changing) };
    const choosing = planner.promptFor(text, "diary", slow);
    for (const id of [...changing.ids]) changing.remove(id);
    planner.reset();
    await choosing;
    const { passages } = await planner.promptFor(text, "diary", slow);
    expect(passages).toEqual([]);
  });

  it("has a short prompt for writing of unusually many tokens", () => {
    const { prompt } = new CompletionPlanner(completionBudget).shortPrompt("語".repeat(900));
    expect(JSON.stringify(prompt).length).toBeLessThan(200);
  });
});
