import type { DecoderSlot } from "./decoder.ts";
import type { Turn } from "./job-queue.ts";

/** Prompt tokens that are run at a time: what a cancel or a completion has to wait for at most. */
export const prefillChunkTokens = 64;

/** Keeps what the slot already holds of these tokens, at most `most` of them, and forgets the rest; returns how many stay. */
export function reusePrefix(slot: DecoderSlot, ids: readonly number[], most: number): number {
  let length = 0;
  const limit = Math.min(ids.length, slot.ids.length, most);
  while (length < limit && slot.ids[length] === ids[length]) length++;
  slot.truncate(length);
  return length;
}

/** Runs a prompt, of which the slot keeps what it has; gives the logits after its last token. */
export async function prefill(
  slot: DecoderSlot,
  ids: readonly number[],
  turn: Turn,
): Promise<{ readonly logits: Float32Array; readonly reusedTokens: number }> {
  // The last token is run in any case: its logits are what is wanted.
  const reusedTokens = reusePrefix(slot, ids, ids.length - 1);
  let logits = new Float32Array();
  for (let at = reusedTokens; at < ids.length; at += prefillChunkTokens) {
    await turn();
    logits = (await slot.append(ids.slice(at, at + prefillChunkTokens), 1)) as typeof logits;
  }
  return { logits, reusedTokens };
}
