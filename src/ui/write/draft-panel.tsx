import { Copy, CornerDownLeft, Square, X } from "lucide-react";
import { Button, Form, Input, Label, TextArea, TextField } from "react-aria-components";

import { useSampleTries } from "../first-run/sample-about.ts";
import { useAssistantState } from "../parts/assistant-context.ts";
import { Details, Picker } from "../parts/controls.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { EvidenceList } from "../parts/evidence-list.tsx";
import { count } from "../parts/format.ts";
import { notify } from "../parts/toasts.tsx";
import { LikeMeasure } from "./like-measure.tsx";
import type { DraftCard, Drafts } from "./use-drafts.ts";
import type { WritingDesk } from "./writing-desk.ts";

const numbers = [1, 2, 3, 4, 5].map((number) => ({ id: String(number), label: String(number) }));

/** Draft: a topic or something to reply to goes in, candidates come out. */
export function DraftPanel(properties: {
  readonly desk: WritingDesk;
  readonly drafts: Drafts;
  readonly onInserted: () => void;
}): React.ReactElement {
  const { desk, drafts, onInserted } = properties;
  const { order, cards, evidence, isRunning, spares, error } = drafts;
  const isReady = useAssistantState((state) => state.engine.phase === "ready");
  const tries = useSampleTries();
  const canStart = order.topic.trim() !== "" || order.replyTo.trim() !== "";
  return (
    <div className="stack">
      <h2 className="visually-hidden">Draft</h2>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (canStart && isReady) void drafts.start();
        }}
      >
        <TextField className="field" value={order.topic} onChange={(topic) => drafts.change({ topic })}>
          <Label className="field-label">Topic</Label>
          <Input className="input" dir="auto" placeholder="What is it about?" />
        </TextField>
        {tries !== null && order.topic === "" && tries.tryTopics.length > 0 && (
          <ul className="tries" aria-label="Topics to try">
            {tries.tryTopics.map((topic) => (
              <li key={topic}>
                <Button className="button bare small" onPress={() => drafts.change({ topic })}>
                  {topic}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <TextField className="field" value={order.replyTo} onChange={(replyTo) => drafts.change({ replyTo })}>
          <Label className="field-label">Reply to (optional)</Label>
          <TextArea className="input" dir="auto" rows={2} placeholder="What somebody said to you" />
        </TextField>
        <div className="draft-go">
          <Picker
            label="Drafts"
            choices={numbers}
            chosen={String(order.candidates)}
            onChoose={(id) => drafts.change({ candidates: Number(id) })}
          />
          {isRunning ? (
            <Button className="button" onPress={drafts.stop}>
              <Square size={14} aria-hidden="true" />
              Stop
            </Button>
          ) : (
            <Button className="button primary" type="submit" isDisabled={!canStart || !isReady}>
              Draft
            </Button>
          )}
        </div>
        {!isReady && <p className="quiet small">Drafts need the model; it is not ready yet.</p>}
      </Form>
      {error !== null && <ErrorNote error={error} />}
      {cards.length === 0 && !isRunning && error === null && (
        <p className="quiet">
          Give it a topic, and it writes a few versions as you might. Nothing goes into your text until you insert it,
          and what you insert stays marked.
        </p>
      )}
      {isRunning && cards.length === 0 && <p className="quiet">Looking up what you wrote about this…</p>}
      <ol className="cards" aria-label="Drafts" aria-busy={isRunning}>
        {cards.map((card, position) => (
          <li key={card.key}>
            <Card
              card={card}
              number={position + 1}
              onInsert={(text) => {
                onInserted();
                desk.insertDraft(text);
              }}
              onDiscard={() => drafts.discard(card.key)}
            />
          </li>
        ))}
      </ol>
      {spares > 0 && (
        <p className="quiet small" aria-live="polite">
          Writing {spares} more, to keep the best {order.candidates === 1 ? "one" : order.candidates}…
        </p>
      )}
      {evidence.length > 0 && (
        <Details title={`Drawn from ${count(evidence.length, "entry", "entries")} of yours`}>
          <EvidenceList evidence={evidence} />
        </Details>
      )}
    </div>
  );
}

function Card(properties: {
  readonly card: DraftCard;
  readonly number: number;
  readonly onInsert: (text: string) => void;
  readonly onDiscard: () => void;
}): React.ReactElement {
  const { card, number, onInsert, onDiscard } = properties;
  const { draft } = card;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(card.text);
      notify("Copied.");
    } catch {
      notify("The browser did not allow copying. Select the text and copy it by hand.");
    }
  };
  return (
    <article className={draft === null ? "card growing" : "card"} aria-label={`Draft ${number}`}>
      <p className="card-text" dir="auto">
        {card.text}
      </p>
      {draft !== null && (
        <>
          <LikeMeasure distance={draft.styleDistance} text={draft.text} />
          {draft.differences.length > 0 && (
            <ul className="differences small">
              {draft.differences.map((difference) => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
          )}
          <div className="row">
            <Button className="button primary" onPress={() => onInsert(card.text)}>
              <CornerDownLeft size={15} aria-hidden="true" />
              Insert
            </Button>
            <Button className="button bare" onPress={() => void copy()}>
              <Copy size={15} aria-hidden="true" />
              Copy
            </Button>
            <Button className="button bare" onPress={onDiscard}>
              <X size={15} aria-hidden="true" />
              Discard
            </Button>
          </div>
          {draft.evidence.length > 0 && (
            <Details title={`Rests on ${count(draft.evidence.length, "entry", "entries")}`}>
              <EvidenceList evidence={draft.evidence} />
            </Details>
          )}
        </>
      )}
    </article>
  );
}
