import { useEffect, useState } from "react";
import { Link } from "wouter";

import type { AssistantError } from "../../app/assistant.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { formatNumber } from "../parts/format.ts";
import { Room } from "../parts/room.tsx";
import { BarList, Columns } from "./bars.tsx";
import { PortraitCounter } from "./count-portrait.ts";
import type { Portrait } from "./count-portrait.ts";

const pageSize = 500;

/** Persona: a first portrait, counted in the person's own entries. */
export function PersonaRoom(): React.ReactElement {
  const log = useAssistantState((state) => state.log);
  const { portrait, error } = usePortrait();
  const isEmpty = log !== null && log.ownEntries === 0;
  return (
    <Room
      title="Persona"
      lede="What can be counted in your own words. Each number comes from your log and changes with it."
      marginLabel="What comes here later"
      margin={
        <div className="stack">
          <h2>Not here yet</h2>
          <p className="quiet">
            A portrait on one page: who you are in your writing, what about, how, to whom. Each line will open the
            entries it rests on, and you will be able to pin, edit or forget it.
          </p>
          <p className="quiet">
            The fingerprint of your style beside other people’s, and how it changed over the years.
          </p>
        </div>
      }
    >
      {error !== null && <ErrorNote error={error} />}
      {isEmpty ? (
        <p>
          There is nothing of yours to count yet. <Link href="/log/add">Add some history</Link>.
        </p>
      ) : (
        portrait !== null && <PortraitView portrait={portrait} />
      )}
    </Room>
  );
}

function PortraitView(properties: { readonly portrait: Portrait }): React.ReactElement {
  const { portrait } = properties;
  return (
    <>
      <section className="section" aria-label="In all">
        <div className="ledger">
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(portrait.entries)}</span>
            <span>{portrait.entries === 1 ? "entry" : "entries"} of your own</span>
          </p>
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(portrait.words)}</span>
            <span>words</span>
          </p>
          <p className="ledger-item">
            <span className="ledger-number">{formatNumber(portrait.medianWords)}</span>
            <span>words in the middle entry</span>
          </p>
        </div>
      </section>
      {portrait.years.length > 0 && (
        <section className="section" aria-labelledby="years-title">
          <h2 id="years-title">Over the years</h2>
          <Columns
            label="Own entries by year"
            columns={portrait.years.map(({ year, entries }) => ({
              name: String(year),
              value: entries,
              href: `/log?whose=own&from=${year}-01-01&to=${year}-12-31`,
            }))}
          />
        </section>
      )}
      <section className="section" aria-labelledby="registers-title">
        <h2 id="registers-title">How you write</h2>
        <BarList
          label="Own entries by register"
          bars={portrait.registers.slice(0, 8).map(({ register, entries }) => ({
            name: register,
            value: entries,
            href: `/log?whose=own&register=${encodeURIComponent(register)}`,
          }))}
        />
      </section>
      {portrait.recipients.length > 0 && (
        <section className="section" aria-labelledby="recipients-title">
          <h2 id="recipients-title">To whom</h2>
          <BarList
            label="Own entries by recipient"
            bars={portrait.recipients.map(({ recipient, entries }) => ({ name: recipient, value: entries }))}
          />
        </section>
      )}
      {portrait.hours.some((hour) => hour > 0) && (
        <section className="section" aria-labelledby="hours-title">
          <h2 id="hours-title">At what hour</h2>
          <Columns
            label="Own entries by hour of the day"
            columns={portrait.hours.map((value, hour) => ({ name: String(hour), value }))}
          />
        </section>
      )}
    </>
  );
}

/** Counts the person's entries page by page; again whenever the log changes. */
function usePortrait(): { readonly portrait: Portrait | null; readonly error: AssistantError | null } {
  const assistant = useAssistant();
  const log = useAssistantState((state) => state.log);
  const [portrait, setPortrait] = useState<Portrait | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  useEffect(() => {
    if (log === null) return undefined;
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const counter = new PortraitCounter();
      let cursor: string | undefined;
      do {
        const page = await assistant.log.find({
          isOwn: true,
          order: "oldest",
          limit: pageSize,
          ...(cursor === undefined ? {} : { cursor }),
        });
        if (!isCurrent) return;
        counter.add(page.entries);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      setPortrait(counter.portrait());
      setError(null);
    };
    read().catch((thrown: unknown) => isCurrent && setError(toAssistantError(thrown)));
    return () => {
      isCurrent = false;
    };
  }, [assistant, log]);
  return { portrait, error };
}
