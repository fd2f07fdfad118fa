import { createStore, useStore } from "zustand";

import type { Assistant } from "../../app/assistant.ts";

/** What a person chose about the screens themselves; kept in the store under `ui`. */
export interface UiSettings {
  readonly theme: "system" | "light" | "dark";
  readonly suggestions: boolean;
  readonly announceSuggestions: boolean;
  readonly underlineProvenance: boolean;
  /** `?` and `g` then a letter; can be switched off for people whose voice control or keyboard fires single keys. */
  readonly singleKeys: boolean;
  readonly autoCritique: boolean;
  readonly heat: boolean;
  readonly isFirstRunDismissed: boolean;
  readonly openDocumentId: string | null;
  readonly register: string;
}

export const defaultUiSettings: UiSettings = {
  theme: "system",
  suggestions: true,
  announceSuggestions: true,
  underlineProvenance: false,
  singleKeys: true,
  autoCritique: false,
  heat: true,
  isFirstRunDismissed: false,
  openDocumentId: null,
  register: "post",
};

const settingsKey = "ui";

/** The settings of this page; filled by `loadUiSettings`. */
export const uiSettings = createStore<UiSettings>(() => defaultUiSettings);

let keep: (settings: UiSettings) => void = () => {};

/** Reads the settings, and keeps changes from now on. Settings that cannot be read are the defaults. */
export async function loadUiSettings(assistant: Assistant): Promise<void> {
  keep = (settings) => void assistant.settings.set(settingsKey, settings).catch(() => {});
  try {
    const stored = await assistant.settings.get<Partial<UiSettings>>(settingsKey, {});
    uiSettings.setState({ ...defaultUiSettings, ...stored }, true);
  } catch {
    uiSettings.setState(defaultUiSettings, true);
  }
}

/** Changes settings here and in the store. */
export function changeUiSettings(change: Partial<UiSettings>): void {
  uiSettings.setState(change);
  keep(uiSettings.getState());
}

/** Watches one setting. */
export function useUiSetting<K extends keyof UiSettings>(key: K): UiSettings[K] {
  return useStore(uiSettings, (settings) => settings[key]);
}

/** Forgets what was chosen, without writing to the store: for when that was wiped. The appearance stays on the page. */
export function resetUiSettings(): void {
  const { theme } = uiSettings.getState();
  uiSettings.setState({ ...defaultUiSettings, theme }, true);
}
