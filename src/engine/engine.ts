import type { CallOptions } from "../channel/contract.ts";
import type { Device, WeightDtype } from "../model/compiled-model.ts";

/**
 * A piece of a prompt. Text is always encoded as plain text, so that an entry which contains the characters `<|end|>`
 * stays an entry; only a `mark` becomes a special token of the tokenizer.
 */
export type PromptPiece = { readonly mark: string } | { readonly text: string };
export type Prompt = readonly PromptPiece[];

/** Where the files of a model (config.json, tokenizer.json, weights) are. */
export type ModelSource =
  | { readonly kind: "url"; readonly baseUrl: string }
  | { readonly kind: "files"; readonly files: Readonly<Record<string, Uint8Array | Blob>> };

export interface LoadRequest {
  readonly source: ModelSource;
  /** `auto`: WebGPU when an adapter passes the known-answer test, else wasm. */
  readonly device: Device | "auto";
  /** Folder of this origin that holds the onnxruntime wasm files; unused in Node. */
  readonly runtimeUrl?: string | undefined;
}

export interface LoadProgress {
  readonly phase: "download" | "compile" | "verify";
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

/** What is known of the loaded model. */
export interface ModelInfo {
  readonly name: string;
  readonly architecture: string;
  readonly parameters: number;
  readonly weightBytes: number;
  readonly contextTokens: number;
  readonly vocabularySize: number;
  readonly device: Device;
  readonly dtype: WeightDtype;
  /** Plain words, one for each device or dtype that was tried and not taken. */
  readonly downgrades: readonly string[];
  readonly loadMs: number;
}

/** `temperature` 0 is greedy; the same seed gives the same text. */
export interface Sampling {
  readonly temperature: number;
  readonly topK?: number | undefined;
  readonly topP?: number | undefined;
  readonly minP?: number | undefined;
  readonly repetitionPenalty?: number | undefined;
  readonly seed?: number | undefined;
}

/** Who waits: a completion overtakes background work at the next step. */
export type Priority = "completion" | "background";

/** How far the output may go along with what there is already. */
export interface Originality {
  /** No run of so many tokens that stands in the person's entries, unless it is a saying of theirs; 2 to 11. */
  readonly copiedTokens: number;
  /** No run of so many tokens that the output holds already; at least 2. */
  readonly repeatedTokens: number;
}

export interface GenerateRequest {
  readonly prompt: Prompt;
  /** Text that the output must begin with (the half word at the caret, with the space before it); part of the output. */
  readonly forcedPrefix?: string | undefined;
  readonly maxTokens: number;
  readonly sampling: Sampling;
  readonly stop?:
    | {
        /** Stops before the first of these texts. */
        readonly texts?: readonly string[] | undefined;
        /** Stops when the best token is less likely than this. */
        readonly minProbability?: number | undefined;
        /** Stops where all tokens together, given the forced prefix, would be less likely than this. */
        readonly minTogether?: number | undefined;
      }
    | undefined;
  /** How much the person's own n-gram model may count, 0–1; gated by its evidence. 0 or absent: the plain model. */
  readonly personalWeight?: number | undefined;
  /** The register of what is written: how the person's entries of this register begin counts, not how others do. */
  readonly register?: string | undefined;
  /** Own entries about the matter in hand: with it, their words count before all others of the person's. */
  readonly focus?: readonly OwnText[] | undefined;
  /** Absent: the output may quote. */
  readonly originality?: Originality | undefined;
  readonly priority: Priority;
}

export interface TokenLogProbability {
  readonly text: string;
  /** Natural logarithm. */
  readonly logProbability: number;
}

export interface GeneratedToken extends TokenLogProbability {
  /** How likely it was that a word is over before this token: that no letter, digit or apostrophe came here. */
  readonly breakProbability: number;
}

export interface GenerateEvent {
  /** New text since the last event; never half a character. */
  readonly text: string;
}

export interface Generation {
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  readonly finish: "stop" | "length";
  /** Natural logarithm of how likely it was that the output begins with the forced prefix; 0 without one. */
  readonly forcedLogProbability: number;
  /** The same as a token's `breakProbability`, after the last one; null where the output was cut. */
  readonly endBreakProbability: number | null;
  readonly promptTokens: number;
  /** Prompt tokens whose keys and values were still in the cache. */
  readonly reusedTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
}

export interface ScoreRequest {
  readonly prompt: Prompt;
  /** The text whose tokens are scored, after the prompt. Longer texts than the context are scored in windows. */
  readonly text: string;
  readonly personalWeight?: number | undefined;
  /** As in `GenerateRequest`. */
  readonly register?: string | undefined;
  readonly priority: Priority;
}

export interface ScoredToken extends TokenLogProbability {
  /** UTF-16 offsets into the scored text, end exclusive. A token that begins inside a character starts at that character. */
  readonly start: number;
  readonly end: number;
}

export interface Scoring {
  readonly tokens: readonly ScoredToken[];
}

/** One own entry; those of one register begin alike, those without one share a register of their own. */
export interface OwnText {
  readonly text: string;
  readonly register?: string | undefined;
}

export interface PersonaliseRequest {
  /** The person's own entries, oldest first. Replaces what was there. */
  readonly entries: readonly OwnText[];
  /** The mark that stands before an entry in prompts: with it, how entries begin is learnt, too. */
  readonly startMark?: string | undefined;
}

/** One language model behind one interface: in this thread, or in a worker (`connectEngine`). Errors are `EngineError`. */
export interface Engine {
  load(request: LoadRequest, options?: CallOptions<LoadProgress>): Promise<ModelInfo>;
  unload(): Promise<void>;
  /** Builds the person's n-gram model over the loaded model's tokens, for `personalWeight`. */
  personalise(
    request: PersonaliseRequest,
    options?: CallOptions<{ readonly done: number; readonly total: number }>,
  ): Promise<{ readonly tokens: number }>;
  generate(request: GenerateRequest, options?: CallOptions<GenerateEvent>): Promise<Generation>;
  score(
    request: ScoreRequest,
    options?: CallOptions<{ readonly done: number; readonly total: number }>,
  ): Promise<Scoring>;
  /** Tokens of each text. */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
}
