import { announce } from "../parts/live.tsx";
import { uiSettings } from "../parts/ui-settings.ts";

const quietMs = 700;

/** Tells assistive technology of ghost text: once it has stood still for a moment, and what was accepted. */
export function ghostVoice(): {
  readonly shown: (rest: string | null) => void;
  readonly accepted: (text: string) => void;
  readonly stop: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isOn = (): boolean => uiSettings.getState().announceSuggestions;
  return {
    shown(rest) {
      clearTimeout(timer);
      if (rest !== null && isOn()) timer = setTimeout(() => announce(`Suggestion: ${rest.trim()}`), quietMs);
    },
    accepted(text) {
      clearTimeout(timer);
      if (isOn()) announce(`Accepted: ${text.trim()}`);
    },
    stop: () => clearTimeout(timer),
  };
}
