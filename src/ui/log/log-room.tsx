import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useLocation } from "wouter";

import { useAssistantState } from "../parts/assistant-context.ts";
import { Details } from "../parts/controls.tsx";
import { count, formatPeriod } from "../parts/format.ts";
import { useIsNarrow } from "../parts/use-media.ts";
import { Room } from "../parts/room.tsx";
import { AddHistory } from "./add-history.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { EntryList } from "./entry-list.tsx";
import { ImportList } from "./import-list.tsx";
import { LogFilters } from "./log-filters.tsx";
import { queryFromAddress } from "./log-query.ts";
import type { LogQuery } from "./log-query.ts";
import { useEntries } from "./use-entries.ts";

/** Log: what the person wrote, found again; and the way in for more. */
export function LogRoom(): React.ReactElement {
  const [path] = useLocation();
  return path === "/log/add" ? <AddHistory /> : <Entries />;
}

function Entries(): React.ReactElement {
  const [, navigate] = useLocation();
  const summary = useAssistantState((state) => state.log);
  const [query, setQuery] = useState<LogQuery>(queryFromAddress);
  const [openId, setOpenId] = useState<string | null>(null);
  const entries = useEntries(query);
  const isNarrow = useIsNarrow();
  const isFiltered = Object.values(query).some((value) => value !== "");
  const isEmpty = summary !== null && summary.entries === 0;

  const add = (
    <Button className="button primary" onPress={() => navigate("/log/add")}>
      <Plus size={17} aria-hidden="true" />
      Add history
    </Button>
  );

  if (isEmpty) {
    return (
      <Room
        title="Log"
        lede="This is where your own words will be: every post, note or message that you add, searchable, and yours to exclude or delete."
      >
        {add}
      </Room>
    );
  }
  return (
    <Room
      title="Log"
      lede={
        summary === null
          ? "Reading your log…"
          : `${count(summary.entries, "entry", "entries")}, ${count(summary.ownEntries, "of them yours", "of them yours")}; ${formatPeriod(summary.firstSentAt, summary.lastSentAt)}.`
      }
      marginLabel="Find and manage"
      margin={
        <>
          {!isNarrow && add}
          {!isNarrow && <LogFilters query={query} onChange={setQuery} summary={summary} />}
          <ImportList />
        </>
      }
    >
      {isNarrow && (
        <div className="stack log-top">
          {add}
          <Details title="Find" level={2} isOpenAtFirst={isFiltered}>
            <LogFilters query={query} onChange={setQuery} summary={summary} />
          </Details>
        </div>
      )}
      <EntryList entries={entries} onOpen={setOpenId} isFiltered={isFiltered} />
      <EntryDialog id={openId} onClose={() => setOpenId(null)} />
    </Room>
  );
}
