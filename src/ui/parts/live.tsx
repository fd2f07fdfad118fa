import { useSyncExternalStore } from "react";

let message = "";
let turn = 0;
const listeners = new Set<() => void>();

/** Has assistive technology say something when it is next idle. The same words twice in a row are said twice. */
export function announce(text: string): void {
  turn += 1;
  message = turn % 2 === 0 ? text : `${text}\u00a0`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one polite live region of the page. */
export function LiveRegion(): React.ReactElement {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <output className="visually-hidden" aria-live="polite" aria-label="Announcements">
      {text}
    </output>
  );
}
