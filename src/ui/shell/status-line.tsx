import { Settings2 } from "lucide-react";
import { Button } from "react-aria-components";
import { Link } from "wouter";

import type { EngineState, PersonaState } from "../../app/assistant.ts";
import { useImportTalk } from "../log/import-talk.ts";
import { useAssistantState } from "../parts/assistant-context.ts";
import { count } from "../parts/format.ts";
import { RegisterPicker } from "./register-picker.tsx";

const steps = { download: "reading the model", compile: "preparing the model", verify: "testing the model" };

function engineWords(engine: EngineState): { readonly words: string; readonly lamp: string } {
  switch (engine.phase) {
    case "idle":
      return { words: "No model loaded", lamp: "" };
    case "loading": {
      const percent = engine.fraction === null ? "" : ` ${Math.round(engine.fraction * 100)} %`;
      return { words: `${steps[engine.step]}${percent}`, lamp: "busy" };
    }
    case "ready": {
      const { name, device, dtype } = engine.model;
      return { words: `${name} on ${device === "webgpu" ? "WebGPU" : "wasm"}, ${dtype}`, lamp: "on" };
    }
    case "failed":
      return { words: "The model could not be loaded", lamp: "off" };
  }
}

function personaWords(persona: PersonaState, engine: EngineState): string {
  // The model learns the words by itself, after the part that suggests at once; only then does the same text get the same answer.
  const isLearning = engine.phase === "loading" || (engine.phase === "ready" && !engine.isPersonalised);
  switch (persona.phase) {
    case "loading":
      return "reading your log";
    case "empty":
      return "no history yet";
    case "building": {
      const percent = persona.total === 0 ? 0 : Math.floor((100 * persona.done) / persona.total);
      return `learning your words ${percent} %`;
    }
    case "ready":
      if (isLearning) return "learning your words";
      return `personalised on ${count(persona.ownEntries, "entry", "entries")}`;
    case "failed":
      return "your words could not be learnt";
  }
}

/** The quiet line under the sheet: which model on what, who one writes to, what was saved, and what left the device. */
export function StatusLine(properties: { readonly onSettings: () => void }): React.ReactElement {
  const engineState = useAssistantState((state) => state.engine);
  const engine = engineWords(engineState);
  const persona = useAssistantState((state) => state.persona);
  const saved = useAssistantState((state) => state.counters.keystrokesSavedToday);
  const requests = useAssistantState((state) => state.egress.requests);
  const talk = useImportTalk((state) => state);
  const isImporting = talk.phase === "reading" || talk.phase === "keeping";
  return (
    <footer className="status" aria-label="Status">
      <Link href="/models" className="status-item shrinks" aria-label={`Model: ${engine.words}`}>
        <span className={`lamp ${engine.lamp}`} aria-hidden="true" />
        <span className="only-wide clipped">{engine.words}</span>
      </Link>
      {isImporting ? (
        <Link href="/log/add" className="status-item shrinks">
          importing {Math.round((talk.fraction ?? 0) * 100)} %
        </Link>
      ) : (
        <span className="status-item shrinks only-wide">
          <span className="clipped">{personaWords(persona, engineState)}</span>
        </span>
      )}
      <RegisterPicker />
      <span className="status-item status-optional only-wide">
        {count(saved, "keystroke", "keystrokes")} saved today
      </span>
      <Link href="/privacy" className="status-item status-push">
        {count(requests, "request", "requests")} left this device
      </Link>
      <Button className="button bare icon only-narrow" aria-label="Settings" onPress={properties.onSettings}>
        <Settings2 size={20} strokeWidth={1.75} aria-hidden="true" />
      </Button>
    </footer>
  );
}
