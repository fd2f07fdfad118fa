import { findCommonRuns } from "../../draft/common-runs.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import { InstantTier } from "../../ngram/instant-tier.ts";
import { PassageIndex } from "../../retrieval/passage-index.ts";
import { queryFromTopic, queryFromWriting } from "../../retrieval/query.ts";
import { StyleJudge, type StyleReport } from "../../stylometry/judge-style.ts";
import { countWords } from "../../stylometry/sample-windows.ts";
import type { Evidence } from "../assistant.ts";
import type { OwnText } from "../../engine/engine.ts";
import type {
  OwnSample,
  PassageRequest,
  PersonaPassage,
  PersonaSuggestion,
  SharedEntry,
  SuggestOptions,
} from "./persona-service.ts";
import { asEvidence } from "./persona-service.ts";

interface Held {
  readonly entry: LogEntry;
  readonly sequence: number;
  readonly words: number;
}

/** A run of this many words is no accident. */
const fewestSharedWords = 3;
const golden = 0.618_033_988_749_895;

/**
 * Everything that is derived from the person's own entries, in memory: instant tier, passages, style. It takes entries in
 * and forgets them one by one; others' and excluded entries are not taken.
 */
export class Persona {
  readonly #held = new Map<string, Held>();
  readonly #idBySequence = new Map<number, string>();
  readonly #instant = new InstantTier();
  readonly #passages = new PassageIndex();
  #words = 0;
  #judge: StyleJudge | undefined;
  #order: readonly Held[] | undefined;
  #revision = 0;

  get size(): number {
    return this.#held.size;
  }

  get words(): number {
    return this.#words;
  }

  /** Grows with each change. */
  get revision(): number {
    return this.#revision;
  }

  get ids(): Iterable<string> {
    return this.#held.keys();
  }

  has(id: string): boolean {
    return this.#held.has(id);
  }

  /** Learns an own entry; one that is held already, is excluded or is somebody else's changes nothing. */
  add(entry: LogEntry): void {
    if (!entry.isOwn || entry.isExcluded || this.#held.has(entry.id) || entry.text.trim() === "") return;
    const sequence = this.#instant.add(entry.text, entry.register);
    const words = countWords(entry.text);
    this.#held.set(entry.id, { entry, sequence, words });
    this.#idBySequence.set(sequence, entry.id);
    this.#passages.add(entry);
    this.#words += words;
    this.#changed();
  }

  /** Forgets an entry; unknown ids are no error. */
  remove(id: string): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    this.#idBySequence.delete(held.sequence);
    this.#instant.remove(held.sequence);
    this.#passages.remove(id);
    this.#words -= held.words;
    this.#changed();
  }

  suggest(textBefore: string, options: SuggestOptions): PersonaSuggestion | null {
    const suggestion = this.#instant.suggest(textBefore, options);
    if (suggestion === null) return null;
    return {
      text: suggestion.text,
      confidence: suggestion.confidence,
      evidence: this.#evidenceOf(suggestion.sequences, suggestion.text),
    };
  }

  findContinuations(textBefore: string, continuation: string, limit: number): Evidence[] {
    return this.#evidenceOf(this.#instant.findContinuations(textBefore, continuation, limit), continuation);
  }

  findPassages({ textBefore, topics, register, limit, exceptId }: PassageRequest): PersonaPassage[] {
    const query = topics === undefined ? queryFromWriting(textBefore ?? "") : queryFromTopic(...topics);
    // Recent is what is recent in the log: the same log answers alike on any day.
    const now = this.#inOrder().at(-1)?.entry.sentAt ?? undefined;
    const options = { limit: limit + 1, register, now };
    const found: PersonaPassage[] = [];
    const push = (entryId: string, start: number, end: number, score: number, matches: Evidence["matches"]): void => {
      const held = this.#held.get(entryId);
      if (held === undefined || entryId === exceptId || found.length >= limit) return;
      if (found.some((other) => other.entry.id === entryId)) return;
      found.push({ entry: held.entry, start, end, score, matches });
    };
    for (const hit of this.#passages.find(query, options)) {
      push(hit.entry.id, hit.start, hit.end, hit.score, hit.matches);
    }
    // How one writes shows in the latest entries too, whatever they are about.
    if (found.length < limit) {
      for (const passage of this.#passages.findLatest({ ...options, limit: limit * 2 })) {
        push(passage.entry.id, passage.start, passage.end, 0, []);
      }
    }
    return found;
  }

  findShared(text: string, limit: number): SharedEntry[] {
    const candidates = new Set<string>();
    for (const sequence of this.#instant.findSharing(text, limit * 4)) {
      const id = this.#idBySequence.get(sequence);
      if (id !== undefined) candidates.add(id);
    }
    for (const hit of this.#passages.find(queryFromTopic(text), { limit: limit * 2 })) candidates.add(hit.entry.id);
    const shared: SharedEntry[] = [];
    for (const id of candidates) {
      const { entry } = this.#held.get(id) as Held;
      const runs = findCommonRuns(text, entry.text, fewestSharedWords);
      const longestRun = runs[0]?.words ?? 0;
      if (longestRun === 0) continue;
      const score = runs.reduce((sum, run) => sum + run.words ** 2, 0);
      shared.push({ entry, score, matches: runs.slice(0, 8).map((run) => run.entry), longestRun });
    }
    shared.sort((a, z) => z.longestRun - a.longestRun || z.score - a.score || (a.entry.id < z.entry.id ? -1 : 1));
    return shared.slice(0, limit);
  }

  judgeStyle(text: string, register: string): StyleReport {
    return this.#styleJudge().judge(text, register);
  }

  styleDistance(text: string, register: string): number | null {
    return this.#styleJudge().distanceOf(text, register);
  }

  ownTexts(): OwnText[] {
    return this.#inOrder().map(({ entry: { text, register } }) => ({ text, register }));
  }

  sampleOwn(limit: number): OwnSample[] {
    const order = this.#inOrder();
    const latest = order.slice(Math.floor(order.length * 0.8));
    // Steps of the golden ratio: any number of them is spread evenly, so that a caller may stop early.
    const chosen = new Set<Held>();
    for (let i = 0; i < latest.length * 2 && chosen.size < limit; i++) {
      chosen.add(latest[Math.floor(((i * golden) % 1) * latest.length)] as Held);
    }
    return [...chosen].map(({ entry }) => ({ entryId: entry.id, register: entry.register, text: entry.text }));
  }

  #styleJudge(): StyleJudge {
    this.#judge ??= new StyleJudge(
      this.#inOrder().map(({ entry: { id, register, text }, words }) => ({ entryId: id, register, text, words })),
    );
    return this.#judge;
  }

  /** Oldest first; undated ones before all, in the order they were added. */
  #inOrder(): readonly Held[] {
    this.#order ??= [...this.#held.values()].sort(
      (a, z) =>
        // Two undated entries give NaN, which counts as equal.
        (a.entry.sentAt ?? -Infinity) - (z.entry.sentAt ?? -Infinity) || 0,
    );
    return this.#order;
  }

  #evidenceOf(sequences: readonly number[], words: string): Evidence[] {
    const evidence: Evidence[] = [];
    for (const sequence of sequences) {
      const held = this.#held.get(this.#idBySequence.get(sequence) ?? "");
      if (held === undefined) continue;
      const { entry } = held;
      const start = entry.text.indexOf(words.trim());
      const matches = start === -1 ? [] : [{ start, end: start + words.trim().length }];
      evidence.push({ ...asEvidence(entry, sequences.length - evidence.length), matches });
    }
    return evidence;
  }

  #changed(): void {
    this.#revision++;
    this.#judge = undefined;
    this.#order = undefined;
  }
}
