import { useEffect } from "react";
import { useLocation } from "wouter";

import { uiSettings } from "../parts/ui-settings.ts";
import { rooms } from "./rooms.ts";

const waitMs = 1200;

function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=combobox]"))
  );
}

/** `?` and Control-/ open the list of keys, `g` and a letter go to a room. */
export function useShellKeys(onKeys: () => void): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let goUntil = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      if ((event.ctrlKey || event.metaKey) && event.key === "/") {
        event.preventDefault();
        onKeys();
        return;
      }
      if (event.ctrlKey || event.metaKey || isWriting(event) || !uiSettings.getState().singleKeys) return;
      if (document.querySelector("[role=dialog], [role=alertdialog], [role=listbox]") !== null) return;
      const room = performance.now() < goUntil ? rooms.find((each) => each.key === event.key) : undefined;
      goUntil = event.key === "g" ? performance.now() + waitMs : 0;
      if (event.key === "?") onKeys();
      else if (room !== undefined) navigate(room.path);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [navigate, onKeys]);
}
