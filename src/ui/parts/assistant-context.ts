import { createContext, useContext } from "react";
import { useStore } from "zustand";

import type { Assistant, AssistantState } from "../../app/assistant.ts";

export const AssistantContext = createContext<Assistant | null>(null);

/** The assistant that this page was mounted with. */
export function useAssistant(): Assistant {
  const assistant = useContext(AssistantContext);
  if (assistant === null) throw new Error("AssistantContext is missing.");
  return assistant;
}

/** Watches a part of the assistant's state; the selector must return something stable. */
export function useAssistantState<T>(select: (state: AssistantState) => T): T {
  return useStore(useAssistant().state, select);
}
