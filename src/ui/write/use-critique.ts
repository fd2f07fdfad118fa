import { useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";

import type { AssistantError, Critique } from "../../app/assistant.ts";
import { isAbortError } from "../../channel/wire-error.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant } from "../parts/assistant-context.ts";
import { announce } from "../parts/live.tsx";
import { uiSettings, useUiSetting } from "../parts/ui-settings.ts";
import type { WritingDesk } from "./writing-desk.ts";

const restMs = 1500;

export interface CritiqueDesk {
  readonly critique: Critique | null;
  /** The text that was looked at; empty without a critique. */
  readonly text: string;
  /** The text has changed since it was looked at. */
  readonly isStale: boolean;
  readonly isRunning: boolean;
  readonly fraction: number | null;
  readonly error: AssistantError | null;
  readonly run: () => void;
  readonly stop: () => void;
}

interface Found {
  readonly critique: Critique;
  readonly text: string;
  readonly version: number;
  readonly documentId: string;
}

/** Has the text looked at, on demand or after each rest; holds what was found and puts the heat into the editor. */
export function useCritique(desk: WritingDesk): CritiqueDesk {
  const assistant = useAssistant();
  const isAuto = useUiSetting("autoCritique");
  const hasHeat = useUiSetting("heat");
  const version = useStore(desk.state, (state) => state.version);
  const documentId = useStore(desk.keeper.state, (state) => state.id);
  const [found, setFound] = useState<Found | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [fraction, setFraction] = useState<number | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const controller = useRef<AbortController | null>(null);
  const current = found?.documentId === documentId ? found : null;

  const stop = useCallback(() => {
    controller.current?.abort();
    controller.current = null;
    setRunning(false);
  }, []);

  const run = useCallback(async () => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    const { text } = desk;
    const { register } = uiSettings.getState();
    desk.followPlaces();
    const of = desk.keeper.state.getState().id;
    const at = desk.state.getState().version;
    setRunning(true);
    setFraction(null);
    setError(null);
    try {
      const critique = await assistant.critique(
        { text, register },
        {
          signal: mine.signal,
          onProgress: (done, total) => setFraction(total > 0 ? done / total : null),
        },
      );
      if (mine.signal.aborted) return;
      setFound({ critique, text, version: at, documentId: of });
      announce(critique.findings.length === 0 ? "Nothing stands out." : `${critique.findings.length} findings.`);
    } catch (thrown) {
      if (!isAbortError(thrown)) setError(toAssistantError(thrown));
    } finally {
      if (controller.current === mine) setRunning(false);
    }
  }, [assistant, desk]);

  // Another document: what still runs is about the one before.
  useEffect(() => () => controller.current?.abort(), [documentId]);

  useEffect(() => {
    desk.showHeat(hasHeat ? (current?.critique.words ?? null) : null);
  }, [desk, current, hasHeat]);

  useEffect(() => {
    if (!isAuto || desk.text.trim() === "") return undefined;
    const timer = setTimeout(() => void run(), restMs);
    return () => clearTimeout(timer);
  }, [isAuto, version, desk, run]);

  return {
    critique: current?.critique ?? null,
    text: current?.text ?? "",
    isStale: current !== null && current.version !== version,
    isRunning,
    fraction,
    error,
    run: () => void run(),
    stop,
  };
}
