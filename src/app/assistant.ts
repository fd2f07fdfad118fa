import type { StoreApi } from "zustand/vanilla";

import type { ModelInfo } from "../engine/engine.ts";
import type { LogEntry } from "../log/log-entry.ts";
import type { EntryPage, EntryQuery, ImportRecord, LogSummary, WrittenDocument } from "../store/store.ts";
import type { StyleDifference } from "../stylometry/judge-style.ts";
import type { ImportDesk } from "./import-desk.ts";

/** An error as screens show it: the code is mapped to words in one table of the UI. */
export interface AssistantError {
  readonly code: string;
  readonly message: string;
}

export type EngineState =
  | { readonly phase: "idle" }
  | { readonly phase: "loading"; readonly step: "download" | "compile" | "verify"; readonly fraction: number | null }
  | { readonly phase: "ready"; readonly model: ModelInfo; readonly isPersonalised: boolean }
  | { readonly phase: "failed"; readonly error: AssistantError };

export type PersonaState =
  | { readonly phase: "loading" }
  | { readonly phase: "empty" }
  | { readonly phase: "building"; readonly done: number; readonly total: number }
  | { readonly phase: "ready"; readonly ownEntries: number; readonly words: number }
  | { readonly phase: "failed"; readonly error: AssistantError };

/** Everything a screen may watch. */
export interface AssistantState {
  readonly engine: EngineState;
  readonly persona: PersonaState;
  readonly log: LogSummary | null;
  readonly imports: readonly ImportRecord[];
  readonly documents: readonly WrittenDocument[];
  readonly counters: {
    readonly shown: number;
    readonly accepted: number;
    readonly rejected: number;
    /** Characters accepted today less the keys pressed to accept them. */
    readonly keystrokesSavedToday: number;
  };
  /** Requests that left the origin since the page was opened, as the browser itself reports them. */
  readonly egress: { readonly requests: number; readonly blocked: number; readonly hosts: readonly string[] };
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number; readonly isPersisted: boolean } | null;
}

/** A past entry that something rests on. */
export interface Evidence {
  readonly entry: LogEntry;
  /** Ranking score, higher is better; no unit. */
  readonly score: number;
  /** UTF-16 ranges of the entry that made it match. */
  readonly matches: readonly { readonly start: number; readonly end: number }[];
}

export interface CompletionRequest {
  /** Everything before the caret in this document, raw. */
  readonly textBefore: string;
  readonly textAfter: string;
  readonly register: string;
  readonly seed: number;
}

/** Ghost text for the caret. A request may get several, each better than the one before: instant tier first. */
export interface Suggestion {
  readonly text: string;
  readonly tier: "instant" | "model";
  /** Probability of the first word, 0–1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly latencyMs: number;
}

export interface DraftRequest {
  readonly topic: string;
  /** What somebody said, when it is a reply. */
  readonly replyTo: string | null;
  readonly register: string;
  readonly candidates: number;
  readonly seed: number;
}

export interface Draft {
  readonly index: number;
  readonly text: string;
  /** Distance of its style from the person's own baseline in standard deviations (0 = typical); null without a baseline. */
  readonly styleDistance: number | null;
  /** Plain words, most telling first: how it differs from the person's habits. */
  readonly differences: readonly string[];
  readonly evidence: readonly Evidence[];
}

export type DraftEvent =
  | { readonly kind: "evidence"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "text"; readonly index: number; readonly text: string }
  /** All that were asked for are there; so many spare ones are written beside them, unseen. */
  | { readonly kind: "weighing"; readonly spares: number }
  | { readonly kind: "done"; readonly draft: Draft };

/** One word of the text that was looked at. */
export interface WordSurprise {
  readonly start: number;
  readonly end: number;
  /** −log2 p under the person's own model, summed over the word's tokens. */
  readonly surprisalBits: number;
  /** The same under the model without the person: what is rare for everybody is not odd for the person. */
  readonly plainSurprisalBits: number;
  /** 0–1 against the person's own words: where the heat map starts to glow. */
  readonly oddness: number;
}

/** A respect in which the text is unlike the person, with their own sentences as evidence; the most telling come first. */
export type StyleFinding = StyleDifference;

export interface Critique {
  readonly words: readonly WordSurprise[];
  readonly findings: readonly StyleFinding[];
  readonly bitsPerCharacter: number;
  /** Under the model that does not know the person. */
  readonly plainBitsPerCharacter: number;
  readonly ownBitsPerCharacter: number | null;
  /** How strange its words are, as a multiple of the person's own texts (1 = as usual); null without a baseline. */
  readonly surpriseRatio: number | null;
  readonly ownSentences: number;
}

/** What the screens call; built once in main.tsx. Cancelled calls reject with an `AbortError`. */
export interface Assistant {
  readonly state: StoreApi<AssistantState>;
  complete(
    request: CompletionRequest,
    options: { readonly signal: AbortSignal; readonly onSuggestion: (suggestion: Suggestion) => void },
  ): Promise<void>;
  draft(
    request: DraftRequest,
    options: { readonly signal: AbortSignal; readonly onEvent: (event: DraftEvent) => void },
  ): Promise<readonly Draft[]>;
  /** Looks at a text as something the person would write in this register. */
  critique(
    request: { readonly text: string; readonly register: string },
    options: { readonly signal: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<Critique>;
  /** Counts what became of a suggestion. */
  note(outcome: "shown" | "accepted" | "rejected", savedCharacters?: number): void;
  readonly imports: ImportDesk;
  readonly log: {
    find(query: EntryQuery): Promise<EntryPage>;
    get(ids: readonly string[]): Promise<readonly (LogEntry | undefined)[]>;
    setExcluded(ids: readonly string[], isExcluded: boolean): Promise<void>;
    remove(ids: readonly string[]): Promise<void>;
  };
  readonly documents: {
    put(document: WrittenDocument): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly settings: {
    get<T>(key: string, fallback: T): Promise<T>;
    set(key: string, value: unknown): Promise<void>;
  };
  /** Loads the embedded model, or loads it again after a failure. */
  loadModel(options?: { readonly device?: "auto" | "wasm" | "webgpu" }): Promise<void>;
  requestPersistence(): Promise<boolean>;
  forgetEverything(): Promise<void>;
}
