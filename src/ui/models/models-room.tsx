import { useState } from "react";
import { Button } from "react-aria-components";

import type { EngineState } from "../../app/assistant.ts";
import type { ModelInfo } from "../../engine/engine.ts";
import { errorText, toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { Picker, Progress } from "../parts/controls.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { formatBytes, formatDuration, formatNumber } from "../parts/format.ts";
import { Room } from "../parts/room.tsx";
import { notify } from "../parts/toasts.tsx";

type DeviceChoice = "auto" | "wasm" | "webgpu";

const devices = [
  { id: "auto", label: "Choose for me" },
  { id: "webgpu", label: "Graphics (WebGPU)" },
  { id: "wasm", label: "Processor (wasm)" },
];

const stepNames = {
  download: "Reading the model’s files",
  compile: "Preparing it for this device",
  verify: "Testing that the device answers right",
};

/** Models: which mind, on what. */
export function ModelsRoom(): React.ReactElement {
  const engine = useAssistantState((state) => state.engine);
  return (
    <Room
      title="Models"
      lede="The mind behind the suggestions, and what it runs on. It ships with the app, so nothing is downloaded from anywhere else."
      marginLabel="What comes here later"
      margin={<Later />}
    >
      <section className="section" aria-labelledby="starter-title">
        <h2 id="starter-title">The starter model</h2>
        <p>
          A small language model that was trained for Selfsame on public writing, so that everything works on a fresh
          machine, offline. It is a stand-in and writes like one: your own words make most of the difference.
        </p>
        <Now engine={engine} />
        <p className="small">
          <a href={`${import.meta.env.BASE_URL}models/starter/README.md`}>What it was trained on</a> ·{" "}
          <a href={`${import.meta.env.BASE_URL}models/starter/LICENSE.md`}>Licence and attributions</a>
        </p>
      </section>
      <Reload isBusy={engine.phase === "loading"} />
    </Room>
  );
}

function Now(properties: { readonly engine: EngineState }): React.ReactElement {
  const { engine } = properties;
  const assistant = useAssistant();
  switch (engine.phase) {
    case "idle":
      return (
        <div>
          <Button className="button primary" onPress={() => void load(assistant.loadModel(), true)}>
            Load the model
          </Button>
        </div>
      );
    case "loading":
      return <Progress label={stepNames[engine.step]} fraction={engine.fraction} />;
    case "failed":
      return (
        <ErrorNote error={engine.error}>
          <Button className="button primary" onPress={() => void load(assistant.loadModel(), true)}>
            Try again
          </Button>
          <Button className="button" onPress={() => void load(assistant.loadModel({ device: "wasm" }), true)}>
            Load on the processor
          </Button>
        </ErrorNote>
      );
    case "ready":
      return <Card model={engine.model} isPersonalised={engine.isPersonalised} />;
  }
}

/** The engine's own state shows a failure of loading; only what it does not show is told here. */
async function load(loading: Promise<void>, isShown: boolean): Promise<void> {
  try {
    await loading;
  } catch (error) {
    if (!isShown) notify(errorText(toAssistantError(error).code).happened);
  }
}

function Card(properties: { readonly model: ModelInfo; readonly isPersonalised: boolean }): React.ReactElement {
  const { model, isPersonalised } = properties;
  const facts: readonly (readonly [string, string])[] = [
    ["Name", model.name],
    ["Runs on", model.device === "webgpu" ? "the graphics device (WebGPU)" : "the processor (wasm)"],
    ["Weights", `${formatBytes(model.weightBytes)} as ${model.dtype}`],
    ["Size", `${(model.parameters / 1e6).toFixed(1)} million parameters, ${model.architecture}`],
    ["Looks back", `${formatNumber(model.contextTokens)} tokens`],
    ["Ready in", `${formatDuration(model.loadMs)}, measured on this device`],
    ["Your words", isPersonalised ? "mixed into every suggestion" : "not mixed in yet"],
  ];
  return (
    <>
      <dl className="facts" aria-label="The loaded model">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {model.downgrades.length > 0 && (
        <div className="note stack-tight">
          <strong>Tried and not taken</strong>
          <ul className="plain-list">
            {model.downgrades.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Reload(properties: { readonly isBusy: boolean }): React.ReactElement {
  const assistant = useAssistant();
  const [device, setDevice] = useState<DeviceChoice>("auto");
  return (
    <section className="section" aria-labelledby="reload-title">
      <h2 id="reload-title">Load it again</h2>
      <div className="reload">
        <Picker label="Device" choices={devices} chosen={device} onChoose={(id) => setDevice(id as DeviceChoice)} />
        <Button
          className="button"
          isDisabled={properties.isBusy}
          onPress={() => void load(assistant.loadModel({ device }), true)}
        >
          Load again
        </Button>
      </div>
      <p className="quiet small">
        WebGPU is used only when the graphics device answers a known question right; else the processor is used.
      </p>
    </section>
  );
}

function Later(): React.ReactElement {
  return (
    <div className="stack">
      <h2>Not here yet</h2>
      <p className="quiet">A catalogue of larger models, with what each needs and what it gets on this device.</p>
      <p className="quiet">Models from your own disk, turned into a form that runs in the browser.</p>
      <p className="quiet">How well each one guesses your own words, measured on your history.</p>
    </div>
  );
}
