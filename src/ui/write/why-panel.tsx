import { useStore } from "zustand";

import { useAssistantState } from "../parts/assistant-context.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { EvidenceList } from "../parts/evidence-list.tsx";
import { formatDuration } from "../parts/format.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** Why: what the current (or the last) suggestion rests on. */
export function WhyPanel(properties: { readonly desk: WritingDesk }): React.ReactElement {
  const { state } = properties.desk;
  const ghost = useStore(state, (each) => each.ghost);
  const last = useStore(state, (each) => each.lastSuggestion);
  const error = useStore(state, (each) => each.completionError);
  const persona = useAssistantState((each) => each.persona);
  const suggestion = ghost ?? last;
  return (
    <div className="stack">
      <h2 className="visually-hidden">Why</h2>
      {error !== null && <ErrorNote error={error} />}
      {persona.phase === "failed" && <ErrorNote error={persona.error} />}
      {suggestion === null ? (
        <p className="quiet">
          When something is suggested in pale ink, this is where you see which of your past entries it comes from, and
          can exclude one.
        </p>
      ) : (
        <>
          <div className="stack-tight">
            <h3 className="small quiet">{ghost === null ? "The last suggestion" : "The suggestion"}</h3>
            <p className="entry-text why-text" dir="auto">
              {suggestion.text}
            </p>
          </div>
          <dl className="facts">
            <div>
              <dt>From</dt>
              <dd>{suggestion.tier === "instant" ? "your own words, at once" : "the model, with your words"}</dd>
            </div>
            <div>
              <dt>First word</dt>
              <dd>{Math.round(suggestion.confidence * 100)} % likely</dd>
            </div>
            <div>
              <dt>Took</dt>
              <dd>{formatDuration(suggestion.latencyMs)}</dd>
            </div>
          </dl>
          {suggestion.evidence.length === 0 ? (
            <p className="quiet">No single entry stands behind it: it comes from how you usually go on.</p>
          ) : (
            <EvidenceList evidence={suggestion.evidence} />
          )}
        </>
      )}
    </div>
  );
}
