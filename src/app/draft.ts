import { findCopies } from "../draft/find-copies.ts";
import { finishDraft } from "../draft/finish-draft.ts";
import { rateDraft, repeatsItself } from "../draft/rate-draft.ts";
import { readTopicWords, topicShare, type TopicWords } from "../draft/topic-words.ts";
import { usualLength, type UsualLength } from "../draft/usual-length.ts";
import type { Engine, Generation, OwnText, Prompt } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { bitsPerCharacter } from "../critique/word-surprise.ts";
import { segmentWords } from "../text/words.ts";
import type { Draft, DraftEvent, DraftRequest, Evidence } from "./assistant.ts";
import { promptWithPassages } from "./own-prompt.ts";
import type { PersonaPassage, PersonaService, SharedEntry } from "./persona/persona-service.ts";

export interface DraftDeps {
  /** Null while no model is loaded: then nothing can be drafted. */
  readonly engine: Pick<Engine, "generate" | "score" | "countTokens"> | null;
  readonly persona: PersonaService;
  /** Tokens that the model can hold. */
  readonly contextTokens: number;
}

/** A finished candidate with what it is worth beside the others. */
interface Candidate {
  readonly draft: Draft;
  readonly rating: number;
}

/** What all candidates of one request have in common. */
interface Matter {
  readonly engine: NonNullable<DraftDeps["engine"]>;
  readonly persona: PersonaService;
  readonly prompt: Prompt;
  readonly passages: readonly PersonaPassage[];
  readonly register: string;
  /** Entries about the topic and others of this register: what the drafts are made of. */
  readonly focus: readonly OwnText[];
  readonly topicWords: TopicWords;
  readonly length: UsualLength;
  readonly signal: AbortSignal;
}

const mostCandidates = 8;
/** So many more than asked for are written; the best are kept. */
const spareCandidates = 2;
const sampling = { temperature: 0.65, topP: 0.95, minP: 0.08, repetitionPenalty: 1.03 } as const;
const personalWeight = 0.8;
/** Tokens: always fewer than 12 words of the person's entries, and fewer than 6 of its own. */
const originality = { copiedTokens: 11, repeatedTokens: 6 } as const;
/** With so many of its own kind no others are needed. */
const fewestOfRegister = 5;
const mostFocused = 24;
const mostEvidence = 6;
const mostShared = 24;
const mostDifferences = 4;
/** Three drafts and two spare ones of this length, at 10 ms a token, are bearable to wait for. */
const mostTokens = 112;
/** Seeds of one request are consecutive; those of the next request must not be among them. */
const seedsPerRequest = 101;
const seedsPerAttempt = 11;
/** A draft that is empty, nothing new or a mere greeting is tried again so often; it costs next to nothing. */
const attempts = 4;
const leastOfUsual = 0.3;

/**
 * Drafts an entry on a topic, or a reply, several times and keeps the best: like the person, about the topic, of the usual
 * length, whole, and no copy. `onEvent` hears the evidence, then each draft as it grows and as it is done, then that spare
 * ones are weighed; the answer is in order of merit, and a draft that was shown may have given way to a spare one.
 */
export async function draft(
  request: DraftRequest,
  deps: DraftDeps,
  options: { readonly signal: AbortSignal; readonly onEvent: (event: DraftEvent) => void },
): Promise<readonly Draft[]> {
  const { signal, onEvent } = options;
  if (deps.engine === null) throw new EngineError("not-loaded", "No model is loaded yet, and drafting needs one.");
  signal.throwIfAborted();
  const matter = await prepare(request, { ...deps, engine: deps.engine }, signal);
  onEvent({ kind: "evidence", evidence: matter.passages });

  const count = Math.min(mostCandidates, Math.max(1, Math.trunc(request.candidates)));
  const candidates: Candidate[] = [];
  for (let index = 0; index < count + spareCandidates; index++) {
    const isSpare = index >= count;
    if (index === count) onEvent({ kind: "weighing", spares: spareCandidates });
    let text = "";
    for (let attempt = 0; attempt < attempts && isTooLittle(text, matter, candidates); attempt++) {
      // What replaces a failed attempt comes at once, when it is done: cards only ever grow.
      const listen =
        isSpare || attempt > 0 ? undefined : (more: string): void => onEvent({ kind: "text", index, text: more });
      const seed = request.seed * seedsPerRequest + index + attempt * seedsPerAttempt;
      // oxlint-disable-next-line no-await-in-loop -- one device, one draft after another
      const generation = await generate(matter, seed, listen);
      text = finishDraft(generation.text, generation.finish === "length");
    }
    if (text === "" || isKnown(candidates, text)) continue;
    // oxlint-disable-next-line no-await-in-loop -- each draft is shown as soon as it is done
    const candidate = await judge(index, text, matter);
    signal.throwIfAborted();
    candidates.push(candidate);
    if (!isSpare) onEvent({ kind: "done", draft: candidate.draft });
  }
  candidates.sort((a, z) => z.rating - a.rating || a.draft.index - z.draft.index);
  return candidates.slice(0, count).map((candidate) => candidate.draft);
}

function isTooLittle(text: string, { length }: Matter, candidates: readonly Candidate[]): boolean {
  return segmentWords(text).length < length.words * leastOfUsual || isKnown(candidates, text);
}

function isKnown(candidates: readonly Candidate[], text: string): boolean {
  return candidates.some((other) => other.draft.text === text);
}

async function prepare(
  { topic, replyTo, register }: DraftRequest,
  { engine, persona, contextTokens }: DraftDeps & { readonly engine: Matter["engine"] },
  signal: AbortSignal,
): Promise<Matter> {
  const topics = [topic, replyTo ?? ""].filter((each) => each.trim() !== "");
  const samples = await persona.sampleOwn(120);
  const own = samples.filter((sample) => sample.register === register).map((sample) => sample.text);
  const length = usualLength(own.length >= 5 ? own : samples.map((sample) => sample.text), mostTokens);
  const { prompt, passages } = await promptWithPassages(
    { topics, register, limit: 16 },
    { topic, replyTo: cut(replyTo), text: "" },
    contextTokens - length.mostTokens - 8,
    { engine, persona },
    (found) => sameRegisterFirst(found, register),
  );
  signal.throwIfAborted();
  const found = passages.map(({ entry }) => entry.text);
  const topicWords = readTopicWords(
    topics,
    found,
    samples.map((sample) => sample.text),
  );
  const focus = await focusEntries(topics, register, own, persona);
  return { engine, persona, prompt, passages, register, focus, topicWords, length, signal };
}

/** Entries found for the topic, and others of the register: how such entries begin and end. */
async function focusEntries(
  topics: readonly string[],
  register: string,
  own: readonly string[],
  persona: PersonaService,
): Promise<OwnText[]> {
  const found = sameRegisterFirst(await persona.findPassages({ topics, register, limit: 3 * mostFocused }), register);
  const texts = new Map<string, string>();
  for (const { entry } of found.slice(0, mostFocused)) texts.set(entry.text, entry.register);
  for (const text of own.slice(0, mostFocused / 2)) texts.set(text, register);
  return [...texts].map(([text, of]) => ({ text, register: of }));
}

/** Another register's passages teach another manner; they come in only where there are few of its own. */
function sameRegisterFirst(found: readonly PersonaPassage[], register: string): PersonaPassage[] {
  const same = found.filter(({ entry }) => entry.register === register);
  const others = found.filter(({ entry }) => entry.register !== register);
  return same.length >= fewestOfRegister ? same : [...same, ...others];
}

function generate(matter: Matter, seed: number, listen?: (text: string) => void): Promise<Generation> {
  const { engine, prompt, register, focus, length, signal } = matter;
  return engine.generate(
    {
      prompt,
      maxTokens: length.mostTokens,
      sampling: { ...sampling, seed },
      personalWeight,
      register,
      focus,
      originality,
      priority: "background",
    },
    { signal, onEvent: listen === undefined ? undefined : (event) => listen(event.text) },
  );
}

async function judge(index: number, text: string, matter: Matter): Promise<Candidate> {
  const { engine, persona, prompt, passages, register, topicWords, length, signal } = matter;
  const [report, shared, scoring] = await Promise.all([
    persona.judgeStyle(text, register),
    persona.findShared(text, mostShared),
    engine.score({ prompt, text, priority: "background" }, { signal }),
  ]);
  const copies = findCopies(
    text,
    shared.map(({ entry }) => entry.text),
  );
  const longest = copies[0];
  const said = longest === undefined ? [] : [sayCopied(longest.words, shared[longest.entry])];
  const differences = report.findings.map((finding) => finding.message);
  return {
    draft: {
      index,
      text,
      styleDistance: report.distance,
      differences: [...said, ...differences].slice(0, mostDifferences),
      evidence: joinEvidence(shared, passages),
    },
    rating: rateDraft({
      styleDistance: report.distance,
      tellingBits: report.findings.reduce((sum, finding) => sum + finding.tellingBits, 0),
      plainBitsPerCharacter: bitsPerCharacter(text, scoring.tokens),
      topicShare: topicShare(text, topicWords),
      words: segmentWords(text).length,
      usualWords: length.words,
      copiedWords: longest?.words ?? 0,
      isWhole: length.endsOpen || /[.!?…)]["'”’)\]*]*$/u.test(text),
      repeatsItself: repeatsItself(text),
    }),
  };
}

function sayCopied(words: number, shared: SharedEntry | undefined): string {
  const sentAt = shared?.entry.sentAt ?? null;
  const day = sentAt === null ? "before" : `on ${new Date(sentAt).toISOString().slice(0, 10)}`;
  return `${words} words in a row say again what you wrote ${day}.`;
}

/** What it has words in common with first, then what stood in the prompt; each entry once. */
function joinEvidence(shared: readonly SharedEntry[], passages: readonly PersonaPassage[]): Evidence[] {
  const joined = new Map<string, Evidence>();
  for (const { entry, score, matches } of [...shared.slice(0, mostEvidence), ...passages]) {
    if (!joined.has(entry.id)) joined.set(entry.id, { entry, score, matches });
  }
  return [...joined.values()].slice(0, mostEvidence);
}

/** A long message is answered by its end. */
function cut(replyTo: string | null): string | null {
  return replyTo === null || replyTo.length <= 400 ? replyTo : replyTo.slice(-400);
}
