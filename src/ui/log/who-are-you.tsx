import { useState } from "react";
import { CheckboxGroup, Input, Label, SearchField } from "react-aria-components";

import type { ImportPreview } from "../../app/import-desk.ts";
import { CheckBox } from "../parts/controls.tsx";
import { count } from "../parts/format.ts";

const shownAuthors = 12;

/** Whose words are the person's own: asked when the format does not say it, told when it does. */
export function WhoAreYou(properties: {
  readonly preview: ImportPreview;
  readonly me: readonly string[];
  readonly onChange: (me: readonly string[]) => void;
}): React.ReactElement {
  const { preview, me, onChange } = properties;
  const [search, setSearch] = useState("");
  const { authors } = preview;
  const needle = search.trim().toLowerCase();
  const matching = authors.filter((author) => needle === "" || author.name.toLowerCase().includes(needle));
  // Names that are ticked stay in sight, whatever is searched for.
  const visible = authors.filter(
    (author) => me.includes(author.name) || matching.slice(0, shownAuthors).includes(author),
  );
  if (preview.me.certainty === "certain") {
    return (
      <p>
        You are <bdi className="book">{preview.me.names.join(", ")}</bdi>.{" "}
        <span className="quiet">{preview.me.evidence}</span>
      </p>
    );
  }
  return (
    <div className="stack-tight">
      {authors.length > shownAuthors && (
        <SearchField className="field" value={search} onChange={setSearch}>
          <Label className="field-label">Find a name among {count(authors.length, "author", "authors")}</Label>
          <Input className="input" dir="auto" />
        </SearchField>
      )}
      <CheckboxGroup className="who" value={[...me]} onChange={onChange}>
        <Label className="who-label">Who are you?</Label>
        <p className="quiet small">{preview.me.evidence}</p>
        {visible.map((author) => (
          <CheckBox key={author.name} value={author.name}>
            <span className="who-name">
              <bdi>{author.name}</bdi>
              <span className="quiet small">{count(author.entries, "entry", "entries")}</span>
            </span>
            {author.samples[0] !== undefined && (
              <span className="who-sample book" dir="auto">
                {author.samples[0]}
              </span>
            )}
          </CheckBox>
        ))}
      </CheckboxGroup>
    </div>
  );
}
