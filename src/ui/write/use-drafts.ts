import { useCallback, useRef, useState } from "react";

import type { AssistantError, Draft, Evidence } from "../../app/assistant.ts";
import { isAbortError } from "../../channel/wire-error.ts";
import { toAssistantError } from "../error-text.ts";
import { useAssistant } from "../parts/assistant-context.ts";
import { announce } from "../parts/live.tsx";
import { nextDraftSeed } from "../parts/seed.ts";
import { uiSettings } from "../parts/ui-settings.ts";

/** A candidate as it stands on its card: text that still grows, or a finished draft. */
export interface DraftCard {
  readonly key: string;
  readonly index: number;
  readonly text: string;
  readonly draft: Draft | null;
}

export interface DraftOrder {
  readonly topic: string;
  readonly replyTo: string;
  readonly candidates: number;
}

export interface Drafts {
  readonly order: DraftOrder;
  readonly cards: readonly DraftCard[];
  readonly evidence: readonly Evidence[];
  readonly isRunning: boolean;
  /** So many spare drafts are being written, unseen; 0: none. */
  readonly spares: number;
  readonly error: AssistantError | null;
  readonly change: (order: Partial<DraftOrder>) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
  readonly discard: (key: string) => void;
}

/** Draws up drafts and holds them; lives as long as the Write room, so that a walk to another room loses nothing. */
export function useDrafts(): Drafts {
  const assistant = useAssistant();
  const [order, setOrder] = useState<DraftOrder>({ topic: "", replyTo: "", candidates: 3 });
  const [cards, setCards] = useState<readonly DraftCard[]>([]);
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [spares, setSpares] = useState(0);
  const [error, setError] = useState<AssistantError | null>(null);
  const controller = useRef<AbortController | null>(null);

  const start = async (): Promise<void> => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    const seed = nextDraftSeed();
    const put = (index: number, change: (before: DraftCard) => DraftCard): void =>
      setCards((before) => {
        const key = `${seed}-${index}`;
        const empty: DraftCard = { key, index, text: "", draft: null };
        const others = before.filter((card) => card.key !== key);
        const card = change(before.find((each) => each.key === key) ?? empty);
        return [...others, card].toSorted((a, b) => a.index - b.index);
      });
    setCards([]);
    setEvidence([]);
    setError(null);
    setSpares(0);
    setRunning(true);
    try {
      const { register } = uiSettings.getState();
      const replyTo = order.replyTo.trim() === "" ? null : order.replyTo;
      const drafts = await assistant.draft(
        { topic: order.topic, replyTo, register, candidates: order.candidates, seed },
        {
          signal: mine.signal,
          onEvent: (event) => {
            if (mine.signal.aborted) return;
            if (event.kind === "evidence") setEvidence(event.evidence);
            else if (event.kind === "text") {
              put(event.index, (before) => ({ ...before, text: before.text + event.text }));
            } else if (event.kind === "weighing") setSpares(event.spares);
            else put(event.draft.index, (before) => ({ ...before, text: event.draft.text, draft: event.draft }));
          },
        },
      );
      // One change at the end: the best in their order. A draft that was discarded meanwhile does not come back.
      const kept = drafts.map((draft): DraftCard => ({ key: `${seed}-${draft.index}`, ...draft, draft }));
      setCards((before) => kept.filter((card) => isHere(before, card) || card.index >= order.candidates));
      announce(drafts.length === 1 ? "One draft is ready." : `${drafts.length} drafts are ready.`);
    } catch (thrown) {
      if (!isAbortError(thrown)) setError(toAssistantError(thrown));
    }
    if (controller.current === mine) {
      setRunning(false);
      setSpares(0);
    }
  };

  const stop = useCallback(() => {
    controller.current?.abort();
    setRunning(false);
  }, []);

  return {
    order,
    cards,
    evidence,
    isRunning,
    spares,
    error,
    change: (change) => setOrder((before) => ({ ...before, ...change })),
    start,
    stop,
    discard: (key) => setCards((before) => before.filter((card) => card.key !== key)),
  };
}

function isHere(cards: readonly DraftCard[], { key }: DraftCard): boolean {
  return cards.some((card) => card.key === key);
}
