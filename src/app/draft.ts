import { finishDraft } from "../draft/finish-draft.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { Draft, DraftEvent, DraftRequest, Evidence } from "./assistant.ts";
import { promptWithPassages } from "./own-prompt.ts";
import type { PersonaPassage, PersonaService, SharedEntry } from "./persona/persona-service.ts";

export interface DraftDeps {
  /** Null while no model is loaded: then nothing can be drafted. */
  readonly engine: Pick<Engine, "generate" | "countTokens"> | null;
  readonly persona: PersonaService;
  /** Tokens that the model can hold. */
  readonly contextTokens: number;
}

const mostCandidates = 8;
const sampling = { temperature: 0.7, topP: 0.92, minP: 0.1, repetitionPenalty: 1.05 } as const;
/** Lower than at the caret: a draft shall sound like the person, not quote them. */
const personalWeight = 0.7;
/** As many words in a row as an entry has are no style but a copy. */
const copiedWords = 12;
const mostEvidence = 6;
const mostDifferences = 4;
const fewestTokens = 48;
const mostTokens = 160;
/** An empty candidate, or the same again, is tried again with seeds from far away. */
const retrySeed = 7919;

/**
 * Drafts an entry on a topic, or a reply, several times; the answer is ranked by how much each is in the person's style,
 * nearest first. `onEvent` hears the evidence, then each draft as it grows and as it is done.
 */
export async function draft(
  request: DraftRequest,
  deps: DraftDeps,
  options: { readonly signal: AbortSignal; readonly onEvent: (event: DraftEvent) => void },
): Promise<readonly Draft[]> {
  const { signal, onEvent } = options;
  const { engine, persona } = deps;
  if (engine === null) throw new EngineError("not-loaded", "No model is loaded yet, and drafting needs one.");
  signal.throwIfAborted();
  const { topic, replyTo, register } = request;
  const topics = [topic, replyTo ?? ""].filter((each) => each.trim() !== "");
  const find = { topics, register, limit: 8 };
  const room = deps.contextTokens - mostTokens - 8;
  const { prompt, passages } = await promptWithPassages(find, { topic, replyTo: cut(replyTo), text: "" }, room, {
    engine,
    persona,
  });
  signal.throwIfAborted();
  onEvent({ kind: "evidence", evidence: passages });

  const maxTokens = usualTokens(passages);
  const drafts: Draft[] = [];
  const count = Math.min(mostCandidates, Math.max(1, Math.trunc(request.candidates)));
  for (let index = 0; index < count; index++) {
    let text = "";
    for (let attempt = 0; attempt < 3 && (text === "" || isKnown(drafts, text)); attempt++) {
      // oxlint-disable-next-line no-await-in-loop -- one device, one draft after another
      const generation = await engine.generate(
        {
          prompt,
          maxTokens,
          sampling: { ...sampling, seed: request.seed + index + attempt * retrySeed },
          personalWeight,
          register,
          priority: "background",
        },
        // What replaces a failed attempt comes at once, when it is done: cards only ever grow.
        { signal, onEvent: attempt > 0 ? undefined : (event) => onEvent({ kind: "text", index, text: event.text }) },
      );
      text = finishDraft(generation.text, generation.finish === "length");
    }
    if (text === "" || isKnown(drafts, text)) continue;
    // oxlint-disable-next-line no-await-in-loop -- each draft is shown as soon as it is done
    const done = await judge(index, text, register, passages, persona);
    signal.throwIfAborted();
    drafts.push(done);
    onEvent({ kind: "done", draft: done });
  }
  return drafts.toSorted((a, z) => (a.styleDistance ?? 0) - (z.styleDistance ?? 0) || a.index - z.index);
}

function isKnown(drafts: readonly Draft[], text: string): boolean {
  return drafts.some((other) => other.text === text);
}

async function judge(
  index: number,
  text: string,
  register: string,
  passages: readonly PersonaPassage[],
  persona: PersonaService,
): Promise<Draft> {
  const [report, shared] = await Promise.all([
    persona.judgeStyle(text, register),
    persona.findShared(text, mostEvidence),
  ]);
  const copies = shared.filter((entry) => entry.longestRun >= copiedWords).map(sayCopied);
  const differences = report.findings.map((finding) => finding.message);
  return {
    index,
    text,
    styleDistance: report.distance,
    differences: [...copies, ...differences].slice(0, mostDifferences),
    evidence: joinEvidence(shared, passages),
  };
}

function sayCopied({ entry, longestRun }: SharedEntry): string {
  const day = entry.sentAt === null ? "before" : `on ${new Date(entry.sentAt).toISOString().slice(0, 10)}`;
  return `${longestRun} words in a row say again what you wrote ${day}.`;
}

/** What it has words in common with first, then what stood in the prompt; each entry once. */
function joinEvidence(shared: readonly SharedEntry[], passages: readonly PersonaPassage[]): Evidence[] {
  const joined = new Map<string, Evidence>();
  for (const { entry, score, matches } of [...shared, ...passages]) {
    if (!joined.has(entry.id)) joined.set(entry.id, { entry, score, matches });
  }
  return [...joined.values()].slice(0, mostEvidence);
}

/** As long as the person's entries of this kind are, within what is bearable to wait for. */
function usualTokens(passages: readonly PersonaPassage[]): number {
  const lengths = passages.map(({ entry }) => entry.text.length).toSorted((a, z) => a - z);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 300;
  return Math.min(mostTokens, Math.max(fewestTokens, Math.ceil((median / 3.5) * 1.3)));
}

/** A long message is answered by its end. */
function cut(replyTo: string | null): string | null {
  return replyTo === null || replyTo.length <= 400 ? replyTo : replyTo.slice(-400);
}
