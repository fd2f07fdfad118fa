import { useState } from "react";
import { Button } from "react-aria-components";

import type { ImportPreview } from "../../app/import-desk.ts";
import { EntryView, sourceNames } from "../parts/entry-view.tsx";
import { count, formatPeriod } from "../parts/format.ts";
import { Rejections } from "./rejections.tsx";
import { WhoAreYou } from "./who-are-you.tsx";

/** What was found, and what must be known before it is kept. */
export function Found(properties: {
  readonly preview: ImportPreview;
  readonly onKeep: (me: readonly string[]) => void;
  readonly onCancel: () => void;
}): React.ReactElement {
  const { preview, onKeep, onCancel } = properties;
  const [me, setMe] = useState<readonly string[]>(preview.me.certainty === "asked" ? [] : preview.me.names);
  const canKeep = preview.entries > 0 && (me.length > 0 || preview.me.certainty === "certain");
  return (
    <div className="stack found">
      <p className="says" tabIndex={-1}>
        I found {count(preview.entries, "entry", "entries")} in <bdi>{preview.title}</bdi>.
      </p>
      <dl className="facts">
        <div>
          <dt>Form</dt>
          <dd>{sourceNames[preview.source]}</dd>
        </div>
        <div>
          <dt>Written</dt>
          <dd>
            {formatPeriod(preview.firstSentAt, preview.lastSentAt)}
            {preview.undated > 0 && `; ${count(preview.undated, "entry", "entries")} without a date`}
          </dd>
        </div>
        <div>
          <dt>By</dt>
          <dd>{count(preview.authors.length, "author", "authors")}</dd>
        </div>
      </dl>
      {preview.warnings.map((warning) => (
        <p key={warning} className="note">
          {warning}
        </p>
      ))}
      <WhoAreYou preview={preview} me={me} onChange={setMe} />
      {preview.samples.length > 0 && (
        <section className="stack-tight" aria-label="A look">
          <h2>A look</h2>
          <ul className="samples">
            {preview.samples.slice(0, 4).map((entry) => (
              <li key={entry.id}>
                <EntryView entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Rejections groups={preview.rejections} />
      <div className="row keep-row">
        <Button className="button primary big" isDisabled={!canKeep} onPress={() => onKeep(me)}>
          Keep {count(preview.entries, "entry", "entries")}
        </Button>
        <Button className="button" onPress={onCancel}>
          Do not keep
        </Button>
        {!canKeep && preview.entries > 0 && <span className="quiet">First say who you are.</span>}
      </div>
    </div>
  );
}
