import { createStore } from "zustand/vanilla";

import type { Store } from "../store/store.ts";
import type { Assistant, AssistantState } from "./assistant.ts";
import { complete } from "./complete.ts";
import { completionBudget } from "./completion-tuning.ts";
import { CompletionPlanner } from "./completion-plan.ts";
import { BaselineKeeper, measureBaseline } from "./critique-baseline.ts";
import { critique } from "./critique.ts";
import { describeError } from "./describe-error.ts";
import { draft } from "./draft.ts";
import type { EgressCount } from "./egress-ledger.ts";
import { keepEngine, type MortalEngine } from "./engine-keeper.ts";
import type { ImportDesk } from "./import-desk.ts";
import type { PersonaClient, PersonaClientOptions } from "./persona/persona-client.ts";
import type { PersonaStatus } from "./persona/persona-service.ts";
import { logMarks } from "../prompt/log-format.ts";
import { countSuggestions } from "./saved-keystrokes.ts";
import { watchStore } from "./watch-store.ts";

/** What the assistant is made of; each part is the real one in `main.tsx`. */
export interface AssistantParts {
  readonly store: Store;
  readonly imports: ImportDesk;
  readonly startEngine: () => MortalEngine;
  readonly startPersona: (options: Pick<PersonaClientOptions, "onStatus" | "onFailure">) => PersonaClient;
  readonly watchEgress: (onChange: (count: EgressCount) => void) => () => void;
  /** Folder of the embedded model, and of the runtime's wasm files. */
  readonly modelUrl: string;
  readonly runtimeUrl: string;
}

const emptyState: AssistantState = {
  engine: { phase: "idle" },
  persona: { phase: "loading" },
  log: null,
  imports: [],
  documents: [],
  counters: { shown: 0, accepted: 0, rejected: 0, keystrokesSavedToday: 0 },
  egress: { requests: 0, blocked: 0, hosts: [] },
  storage: null,
};

/** Joins the parts to the assistant that the screens call, reads the log, and begins to load the model. */
export async function buildAssistant(parts: AssistantParts): Promise<Assistant> {
  const { store } = parts;
  const state = createStore<AssistantState>(() => emptyState);
  const now = (): number => Date.now();
  const planner = new CompletionPlanner(completionBudget);

  const keeper = keepEngine({
    start: parts.startEngine,
    state,
    request: { source: { kind: "url", baseUrl: parts.modelUrl }, runtimeUrl: parts.runtimeUrl },
    ownTexts: () => persona.ownTexts(),
    startMark: logMarks.own,
  });

  let revision = -1;
  const onStatus = (status: PersonaStatus): void => {
    if (status.phase === "ready") {
      state.setState({ persona: { phase: "ready", ownEntries: status.ownEntries, words: status.words } });
      if (status.revision === revision) return;
      revision = status.revision;
    } else {
      state.setState({ persona: status });
      if (status.phase !== "empty") return;
      revision = -1;
    }
    planner.reset();
    baselines.forget();
    void keeper.personalise();
  };
  let hasRestarted = false;
  const start = (): PersonaClient =>
    parts.startPersona({
      onStatus,
      onFailure(error) {
        if (error.code === "worker-died" && !hasRestarted) {
          hasRestarted = true;
          persona = start();
        } else {
          state.setState({ persona: { phase: "failed", error: describeError(error) } });
        }
      },
    });
  let persona = start();

  parts.watchEgress((egress) => state.setState({ egress }));
  await watchStore(store, state);
  const note = await countSuggestions(store, state, () => new Date());
  void keeper.load(await store.settings.get("device", "auto"));

  /** The engine where it can be used: what works without a model goes on without it. */
  const readyEngine = () => (state.getState().engine.phase === "ready" ? keeper.engine : null);

  const contextTokens = (): number => {
    const { engine } = state.getState();
    return engine.phase === "ready" ? engine.model.contextTokens : 0;
  };
  const baselines = new BaselineKeeper((signal) =>
    measureBaseline(
      { engine: keeper.engine, persona, contextTokens: contextTokens() },
      { signal, restore: keeper.personalise },
    ),
  );

  return {
    state,
    complete: (request, options) => complete(request, { engine: readyEngine(), persona, planner, now }, options),
    draft: (request, options) =>
      draft(request, { engine: readyEngine(), persona, contextTokens: contextTokens() }, options),
    async critique(request, options) {
      const engine = readyEngine();
      const baseline = engine === null ? null : await baselines.untilMeasured(options.signal);
      return critique(request, { engine, persona, baseline, contextTokens: contextTokens() }, options);
    },
    note,
    imports: parts.imports,
    log: {
      find: (query) => store.entries.find(query),
      get: (ids) => store.entries.get(ids),
      setExcluded: (ids, isExcluded) => store.entries.setExcluded(ids, isExcluded),
      remove: (ids) => store.entries.remove(ids),
    },
    documents: {
      put: (document) => store.documents.put(document),
      remove: (id) => store.documents.remove(id),
    },
    settings: store.settings,
    async loadModel({ device = "auto" } = {}) {
      await store.settings.set("device", device);
      await keeper.load(device);
    },
    async requestPersistence() {
      const isPersisted = await navigator.storage.persist();
      state.setState({ storage: await store.usage() });
      return isPersisted;
    },
    forgetEverything: () => store.wipe(),
  };
}
