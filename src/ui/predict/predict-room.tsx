import { Link } from "wouter";

import { useAssistantState } from "../parts/assistant-context.ts";
import { formatNumber } from "../parts/format.ts";
import { Room } from "../parts/room.tsx";

/** Predict: what already works of it, and what will be asked here. */
export function PredictRoom(): React.ReactElement {
  const counters = useAssistantState((state) => state.counters);
  const rate = counters.shown === 0 ? null : Math.round((100 * counters.accepted) / counters.shown);
  return (
    <Room
      title="Predict"
      lede="What comes next in a sentence is predicted while you write. Asking about yourself will have its place here."
      marginLabel="What comes here later"
      margin={
        <div className="stack">
          <h2>Not here yet</h2>
          <p className="quiet">
            One sentence to complete, with answers ranked by how likely they are for you, and the entries each one rests
            on:
          </p>
          <p className="predict-sentence">
            What would I <span className="gap">do · think · say · choose</span> if <span className="gap">…</span>?
          </p>
          <p className="quiet">
            Beside each answer will stand the plainest guesses (what you do most often, what you did last) and how often
            each of them is right.
          </p>
        </div>
      }
    >
      <section className="section" aria-labelledby="so-far-title">
        <h2 id="so-far-title">Suggestions so far</h2>
        <div className="ledger">
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(counters.shown)}</span>
            <span>shown</span>
          </p>
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(counters.accepted)}</span>
            <span>accepted, whole or in part{rate === null ? "" : ` (${rate} %)`}</span>
          </p>
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(counters.rejected)}</span>
            <span>refused or written over</span>
          </p>
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(counters.keystrokesSavedToday)}</span>
            <span>keystrokes saved today</span>
          </p>
        </div>
        <p>
          <Link href="/write">Go and write</Link>: the pale words after the caret are the prediction.
        </p>
      </section>
    </Room>
  );
}
