import { Button } from "react-aria-components";
import { useStore } from "zustand";

import { useMedia } from "../parts/use-media.ts";
import { acceptAll, acceptWord, refuse } from "./editor/ghost-keys.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** The keys of ghost text as buttons, where there are no keys: on touch screens, while something is suggested. */
export function SuggestionBar(properties: { readonly desk: WritingDesk }): React.ReactElement | null {
  const { view, state } = properties.desk;
  const ghost = useStore(state, (each) => each.ghost);
  const isTouch = useMedia("(pointer: coarse)");
  if (!isTouch || ghost === null) return null;
  const press = (command: typeof acceptAll) => (): void => {
    command(view);
    view.focus();
  };
  return (
    <div className="suggestion-bar" role="toolbar" aria-label="Suggestion">
      <Button className="button primary" preventFocusOnPress onPress={press(acceptAll)}>
        Accept
      </Button>
      <Button className="button" preventFocusOnPress onPress={press(acceptWord)}>
        One word
      </Button>
      <Button className="button" preventFocusOnPress onPress={press(refuse)}>
        Refuse
      </Button>
    </div>
  );
}
