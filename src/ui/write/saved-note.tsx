import { useStore } from "zustand";

import { errorText } from "../error-text.ts";
import type { WritingDesk } from "./writing-desk.ts";

/** Whether the open document is stored. */
export function SavedNote(properties: { readonly desk: WritingDesk }): React.ReactElement {
  const { saving, error } = useStore(properties.desk.keeper.state);
  const words = { new: "", unsaved: "Saving…", saved: "Saved on this device", failed: "Not saved" }[saving];
  return (
    <span
      className={saving === "failed" ? "saved-note failed" : "saved-note"}
      role={saving === "failed" ? "alert" : undefined}
    >
      {words}
      {error !== null && <span className="visually-hidden">: {errorText(error.code).happened}</span>}
    </span>
  );
}
