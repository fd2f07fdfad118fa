import { useState } from "react";

import type { LogEntry } from "../../log/log-entry.ts";
import { errorText, toAssistantError } from "../error-text.ts";
import { useAssistant } from "./assistant-context.ts";
import { notify } from "./toasts.tsx";

/** Leaves entries out of everything (or takes them back), with undo; remembers what it did for the screen that asked. */
export function useExclude(): {
  readonly isExcluded: (id: string) => boolean;
  readonly exclude: (entry: LogEntry) => void;
  readonly include: (entry: LogEntry) => void;
} {
  const assistant = useAssistant();
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());

  const set = async (id: string, isExcluded: boolean, withUndo: boolean): Promise<void> => {
    try {
      await assistant.log.setExcluded([id], isExcluded);
      setChanged((before) => new Map(before).set(id, isExcluded));
      const done = isExcluded
        ? "Excluded: it stays in your log, and nothing rests on it any more."
        : "It counts again.";
      notify(done, withUndo ? () => void set(id, !isExcluded, false) : undefined);
    } catch (error) {
      notify(errorText(toAssistantError(error).code).happened);
    }
  };

  return {
    isExcluded: (id) => changed.get(id) ?? false,
    exclude: (entry) => void set(entry.id, true, true),
    include: (entry) => void set(entry.id, false, true),
  };
}
