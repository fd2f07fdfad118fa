import { Button } from "react-aria-components";

import { AskDialog } from "../parts/ask-dialog.tsx";
import { rooms } from "./rooms.ts";

interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
}

const groups: readonly { readonly name: string; readonly rows: readonly KeyRow[] }[] = [
  {
    name: "While you write",
    rows: [
      { keys: ["Tab"], does: "accept all of the suggestion" },
      { keys: ["Ctrl or ⌘", "→"], does: "accept one word of it (also Alt and ])" },
      { keys: ["Esc"], does: "refuse it, and be silent until the next word" },
      { keys: ["Ctrl", "Space"], does: "ask for a suggestion here" },
      { keys: ["Esc", "Tab"], does: "leave the editor (one after the other)" },
      { keys: ["Ctrl or ⌘", "Z"], does: "undo, also what was accepted" },
      { keys: ["Ctrl or ⌘", "P"], does: "print the document" },
    ],
  },
  {
    name: "Everywhere",
    rows: [
      { keys: ["?"], does: "this list (Ctrl and / while you write)" },
      ...rooms.map((room) => ({ keys: ["g", room.key], does: `go to ${room.name}` })),
      { keys: ["F6"], does: "go to the notices, for Undo" },
    ],
  },
];

/** The one list of keys. */
export function KeysDialog(properties: { readonly isOpen: boolean; readonly onClose: () => void }): React.ReactElement {
  return (
    <AskDialog title="Keys" isOpen={properties.isOpen} onClose={properties.onClose}>
      {groups.map((group) => (
        <section key={group.name} className="stack-tight">
          <h3>{group.name}</h3>
          <dl className="key-list">
            {group.rows.map((row) => (
              <div key={row.does} className="key-row">
                <dt>
                  {row.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{row.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="row">
        <Button className="button primary" onPress={properties.onClose}>
          Close
        </Button>
      </div>
    </AskDialog>
  );
}
