import type { Store } from "../../store/store.ts";
import type { Persona } from "./persona.ts";

const batchEntries = 200;

/**
 * Makes a persona equal to the own, not excluded entries of the store: adds what is missing, forgets what is gone. Other
 * work gets its turn between batches; `report` hears how far it is.
 */
export async function syncPersona(
  persona: Persona,
  store: Store,
  report: (done: number, total: number) => void,
): Promise<void> {
  const { ownEntries } = await store.entries.summary();
  const gone = new Set(persona.ids);
  let done = 0;
  for await (const batch of store.entries.ownInOrder(batchEntries)) {
    for (const entry of batch) {
      gone.delete(entry.id);
      persona.add(entry);
    }
    done += batch.length;
    report(done, Math.max(done, ownEntries));
  }
  for (const id of gone) persona.remove(id);
}
