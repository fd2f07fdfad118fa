import type { StoreApi } from "zustand/vanilla";

import type { Store } from "../store/store.ts";
import type { AssistantState } from "./assistant.ts";

const settingKey = "counters";

interface SavedCounters {
  /** Local calendar day, YYYY-MM-DD: what was saved on another day is not today's. */
  readonly day: string;
  readonly shown: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly saved: number;
}

/** Counts what becomes of suggestions, day by day; kept in the settings, on this device only. */
export async function countSuggestions(
  store: Pick<Store, "settings">,
  state: StoreApi<AssistantState>,
  now: () => Date,
): Promise<(outcome: "shown" | "accepted" | "rejected", savedCharacters?: number) => void> {
  const today = (): string => now().toLocaleDateString("sv-SE");
  const empty = (): SavedCounters => ({ day: today(), shown: 0, accepted: 0, rejected: 0, saved: 0 });

  let counters = await store.settings.get<SavedCounters>(settingKey, empty());
  let isWriting = false;

  const show = (): void => {
    if (counters.day !== today()) counters = empty();
    const { shown, accepted, rejected, saved } = counters;
    state.setState({ counters: { shown, accepted, rejected, keystrokesSavedToday: saved } });
  };
  show();

  return (outcome, savedCharacters = 0) => {
    if (counters.day !== today()) counters = empty();
    counters = { ...counters, [outcome]: counters[outcome] + 1, saved: counters.saved + savedCharacters };
    show();
    if (isWriting) return;
    isWriting = true;
    // Written a little later: keys come quickly, and a lost count is no loss.
    setTimeout(() => {
      isWriting = false;
      store.settings.set(settingKey, counters).catch(() => undefined);
    }, 1000);
  };
}
