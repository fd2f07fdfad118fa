import { EyeOff } from "lucide-react";
import { Button } from "react-aria-components";

import type { Evidence } from "../../app/assistant.ts";
import { EntryView } from "./entry-view.tsx";
import { useExclude } from "./use-exclude.ts";

/** The past entries that something rests on, each with the parts that matched and a way to leave it out. */
export function EvidenceList(properties: { readonly evidence: readonly Evidence[] }): React.ReactElement {
  const { isExcluded, exclude } = useExclude();
  return (
    <ul className="evidence" aria-label="Entries it rests on">
      {properties.evidence.map(({ entry, matches }) => {
        const isOut = entry.isExcluded || isExcluded(entry.id);
        return (
          <li key={entry.id} className={isOut ? "evidence-item out" : "evidence-item"}>
            <EntryView entry={isOut ? { ...entry, isExcluded: true } : entry} matches={matches}>
              {!isOut && (
                <div>
                  <Button className="button bare small" onPress={() => exclude(entry)}>
                    <EyeOff size={15} aria-hidden="true" />
                    Exclude this entry
                  </Button>
                </div>
              )}
            </EntryView>
          </li>
        );
      })}
    </ul>
  );
}
