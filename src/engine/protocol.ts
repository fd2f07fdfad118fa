import type {
  GenerateEvent,
  GenerateRequest,
  Generation,
  LoadProgress,
  LoadRequest,
  ModelInfo,
  PersonaliseRequest,
  ScoreRequest,
  Scoring,
} from "./engine.ts";

export interface CountProgress {
  readonly done: number;
  readonly total: number;
}

/** What crosses the boundary of the engine's worker: one method per method of `Engine`, and `watch`. */
export interface EngineContract {
  readonly load: { readonly params: LoadRequest; readonly result: ModelInfo; readonly event: LoadProgress };
  readonly unload: { readonly params: null; readonly result: null; readonly event: never };
  readonly personalise: {
    readonly params: PersonaliseRequest;
    readonly result: { readonly tokens: number };
    readonly event: CountProgress;
  };
  readonly generate: { readonly params: GenerateRequest; readonly result: Generation; readonly event: GenerateEvent };
  readonly score: { readonly params: ScoreRequest; readonly result: Scoring; readonly event: CountProgress };
  readonly countTokens: {
    readonly params: readonly string[];
    readonly result: readonly number[];
    readonly event: never;
  };
}

/** The worker's whole contract: the engine, and a Web Lock that the worker holds for as long as it lives. */
export interface EngineWorkerContract extends EngineContract {
  readonly watch: { readonly params: { readonly lockName: string }; readonly result: null; readonly event: never };
}
