import { Button, Input, Label, SearchField, TextField } from "react-aria-components";

import type { LogSource } from "../../log/log-entry.ts";
import type { LogSummary } from "../../store/store.ts";
import { Picker } from "../parts/controls.tsx";
import type { Choice } from "../parts/controls.tsx";
import { sourceNames } from "../parts/entry-view.tsx";
import { formatNumber } from "../parts/format.ts";
import { emptyQuery } from "./log-query.ts";
import type { LogQuery } from "./log-query.ts";

const any = "any";

function choicesOf(counts: Readonly<Record<string, number>>, all: string, nameOf: (id: string) => string): Choice[] {
  const ranked = Object.entries(counts).toSorted((a, b) => b[1] - a[1]);
  return [
    { id: any, label: all },
    ...ranked.map(([id, count]) => ({ id, label: nameOf(id), detail: formatNumber(count) })),
  ];
}

/** Search by words, source, register, period and author. Nothing of it goes into the address. */
export function LogFilters(properties: {
  readonly query: LogQuery;
  readonly summary: LogSummary | null;
  readonly onChange: (query: LogQuery) => void;
}): React.ReactElement {
  const { query, summary, onChange } = properties;
  const change = (part: Partial<LogQuery>): void => onChange({ ...query, ...part });
  const fromPicker = (id: string): string => (id === any ? "" : id);
  return (
    <search className="stack" aria-label="Find entries">
      <SearchField className="field" value={query.words} onChange={(words) => change({ words })}>
        <Label className="field-label">Words</Label>
        <Input className="input" dir="auto" placeholder="All of these words" />
      </SearchField>
      <div className="two">
        <Picker
          label="Source"
          chosen={query.source || any}
          choices={choicesOf(summary?.sources ?? {}, "All", (id) => sourceNames[id as LogSource])}
          onChoose={(id) => change({ source: fromPicker(id) as LogQuery["source"] })}
        />
        <Picker
          label="Register"
          chosen={query.register || any}
          choices={choicesOf(summary?.registers ?? {}, "All", (id) => id)}
          onChoose={(id) => change({ register: fromPicker(id) })}
        />
      </div>
      <Picker
        label="Written by"
        chosen={query.whose || any}
        choices={[
          { id: any, label: "Anybody" },
          { id: "own", label: "Me" },
          { id: "others", label: "Others" },
        ]}
        onChoose={(id) => change({ whose: fromPicker(id) as LogQuery["whose"] })}
      />
      <div className="two">
        <TextField className="field" value={query.from} onChange={(from) => change({ from })}>
          <Label className="field-label">From</Label>
          <Input className="input" type="date" />
        </TextField>
        <TextField className="field" value={query.to} onChange={(to) => change({ to })}>
          <Label className="field-label">To</Label>
          <Input className="input" type="date" />
        </TextField>
      </div>
      {Object.values(query).some((value) => value !== "") && (
        <div>
          <Button className="button bare" onPress={() => onChange(emptyQuery)}>
            Show everything
          </Button>
        </div>
      )}
    </search>
  );
}
