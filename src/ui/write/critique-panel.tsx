import { Button } from "react-aria-components";
import { useStore } from "zustand";

import type { Critique, StyleFinding } from "../../app/assistant.ts";
import { useSampleTries } from "../first-run/sample-about.ts";
import { useAssistantState } from "../parts/assistant-context.ts";
import { Details, Progress, Toggle } from "../parts/controls.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { count } from "../parts/format.ts";
import { notify } from "../parts/toasts.tsx";
import { changeUiSettings, useUiSetting } from "../parts/ui-settings.ts";
import { DistributionPlot } from "./distribution-plot.tsx";
import { describeSurprise } from "./editor/heat-map.ts";
import type { CritiqueDesk } from "./use-critique.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** Critique: where does this text not sound like the person? */
export function CritiquePanel(properties: {
  readonly desk: WritingDesk;
  readonly matter: CritiqueDesk;
  readonly onGone: () => void;
}): React.ReactElement {
  const { desk, matter, onGone } = properties;
  const { critique, isStale, isRunning, fraction, error } = matter;
  const isEmpty = useStore(desk.state, (state) => state.isEmpty);
  const isReady = useAssistantState((state) => state.engine.phase === "ready");
  const tries = useSampleTries();
  const isAuto = useUiSetting("autoCritique");
  const hasHeat = useUiSetting("heat");
  return (
    <div className="stack">
      <h2 className="visually-hidden">Critique</h2>
      <div className="row">
        {isRunning ? (
          <Button className="button" onPress={matter.stop}>
            Stop
          </Button>
        ) : (
          <Button className="button primary" isDisabled={isEmpty || !isReady} onPress={matter.run}>
            {critique === null ? "Look at this text" : "Look again"}
          </Button>
        )}
        {isStale && !isRunning && <span className="quiet small">The text has changed since.</span>}
      </div>
      {!isReady && <p className="quiet small">Surprise is measured with the model; it is not ready yet.</p>}
      <div>
        <Toggle isOn={hasHeat} onChange={(heat) => changeUiSettings({ heat })}>
          Heat map in the text
        </Toggle>
        <Toggle isOn={isAuto} onChange={(autoCritique) => changeUiSettings({ autoCritique })}>
          Look again when I pause
        </Toggle>
      </div>
      {isRunning && <Progress label="Reading your text" fraction={fraction} />}
      {error !== null && <ErrorNote error={error} />}
      {critique === null ? (
        !isRunning && (
          <>
            <p className="quiet">
              It shows which words surprise a model of you, and which habits of yours this text breaks, with your own
              sentences beside them. What you always do is never an error.
            </p>
            {tries !== null && tries.tryCritique !== "" && (
              <div>
                <Button className="button bare" onPress={() => desk.open(null, tries.tryCritique)}>
                  Open a text that the sample writer would never write
                </Button>
              </div>
            )}
          </>
        )
      ) : (
        <>
          {hasHeat && <HeatLegend desk={desk} />}
          <Findings critique={critique} text={matter.text} desk={desk} onGone={onGone} />
          <Sum critique={critique} />
        </>
      )}
    </div>
  );
}

const mostPlaces = 6;

/** The beginning of a place, to press. */
function quote(text: string, place: { readonly start: number; readonly end: number }): string {
  // A single mark says nothing without the word it stands at.
  const before =
    place.end - place.start < 3
      ? (/\S*$/u.exec(text.slice(Math.max(0, place.start - 20), place.start))?.[0] ?? "")
      : "";
  const words = (before + text.slice(place.start, place.end)).replaceAll(/\s+/gu, " ").trim();
  return words.length > 26 ? `${words.slice(0, 24).trimEnd()}…` : words;
}

function HeatLegend(properties: { readonly desk: WritingDesk }): React.ReactElement {
  const word = useStore(properties.desk.state, (state) => state.caretWord);
  return (
    <figure className="stack-tight">
      <ul className="legend small" aria-label="What the colours of words mean">
        {["a little", "unusual", "odd", "very odd"].map((name, index) => (
          <li key={name} className={`legend-step heat-${index + 1}`}>
            {name}
          </li>
        ))}
      </ul>
      <figcaption className="small quiet" aria-live="polite">
        {word === null ? "Put the caret on a word, or point at it, to read its surprise." : describeSurprise(word)}
      </figcaption>
    </figure>
  );
}

function Findings(properties: {
  readonly critique: Critique;
  readonly text: string;
  readonly desk: WritingDesk;
  readonly onGone: () => void;
}): React.ReactElement {
  const { critique, text, desk, onGone } = properties;
  if (critique.findings.length === 0) {
    return <p className="note">Nothing stands out: this text keeps to your habits.</p>;
  }
  return (
    <ol className="cards" aria-label="Findings">
      {critique.findings.map((finding) => (
        <li key={finding.feature}>
          <Finding finding={finding} text={text} desk={desk} onGone={onGone} />
        </li>
      ))}
    </ol>
  );
}

function Finding(properties: {
  readonly finding: StyleFinding;
  readonly text: string;
  readonly desk: WritingDesk;
  readonly onGone: () => void;
}): React.ReactElement {
  const { finding, text, desk, onGone } = properties;
  const show = (place: { readonly start: number; readonly end: number }): void => {
    onGone();
    if (!desk.select(place)) notify("This place is no longer in the text.");
  };
  return (
    <article className="card" aria-label={finding.message}>
      <h3>{finding.message}</h3>
      <DistributionPlot finding={finding} />
      {finding.places.length > 0 && (
        <ul className="places" aria-label="Where">
          {finding.places.slice(0, mostPlaces).map((place) => (
            <li key={`${place.start}-${place.end}`}>
              <Button
                className="button bare small"
                aria-label={`Show “${quote(text, place)}”`}
                onPress={() => show(place)}
              >
                <bdi className="book">{quote(text, place)}</bdi>
              </Button>
            </li>
          ))}
          {finding.places.length > mostPlaces && (
            <li className="quiet small">and {finding.places.length - mostPlaces} more</li>
          )}
        </ul>
      )}
      {finding.ownSentences.length === 0 ? (
        <p className="quiet small">No sentence of yours shows it plainly.</p>
      ) : (
        <Details title="How you write it" level={4}>
          <ul className="own-sentences">
            {finding.ownSentences.map((sentence) => (
              <li key={`${sentence.entryId}-${sentence.text}`} className="book" dir="auto">
                {sentence.text}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </article>
  );
}

function Sum(properties: { readonly critique: Critique }): React.ReactElement {
  const { bitsPerCharacter, plainBitsPerCharacter, surpriseRatio, ownSentences } = properties.critique;
  return (
    <div className="stack-tight">
      {surpriseRatio !== null && <p>{sayRatio(surpriseRatio)}</p>}
      <p className="quiet small">
        {bitsPerCharacter.toFixed(2)} bits a character for a model that knows you, {plainBitsPerCharacter.toFixed(2)}{" "}
        for one that does not. Compared with {count(ownSentences, "sentence", "sentences")} of yours.
      </p>
    </div>
  );
}

function sayRatio(ratio: number): string {
  if (ratio > 1.15) return `Word for word, this text is about ${ratio.toFixed(1)} times as surprising as your own.`;
  if (ratio < 0.85) return "Word for word, this text is less surprising than most of your own.";
  return "Word for word, this text is about as surprising as your own.";
}
