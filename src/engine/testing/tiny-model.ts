import { tinyCheckpointFiles } from "../../model/testing/tiny-checkpoint.ts";

/** Special tokens of the tiny model, as its tokenizer spells them. */
export const tinyMarks = { end: "<|end|>", post: "<|post|>" } as const;

const merges = [
  ["Ġ", "t"],
  ["h", "e"],
  ["Ġt", "he"],
  ["i", "n"],
  ["Ġ", "a"],
  ["a", "n"],
  ["Ġa", "n"],
  ["e", "r"],
  ["o", "n"],
  ["Ġ", "b"],
  ["Ġb", "e"],
  ["c", "a"],
  ["Ġbe", "ca"],
] as const;

/** A byte-level tokenizer.json: 2 special tokens, 256 bytes, 13 merges. */
function tinyTokenizer(): object {
  const vocabulary: Record<string, number> = { [tinyMarks.end]: 0, [tinyMarks.post]: 1 };
  let nextId = 2;
  let nextUnprintable = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad);
    vocabulary[String.fromCharCode(isPrintable ? byte : nextUnprintable++)] = nextId++;
  }
  for (const [left, right] of merges) vocabulary[left + right] = nextId++;
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    added_tokens: Object.values(tinyMarks).map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: { type: "BPE", vocab: vocabulary, merges: merges.map((pair) => pair.join(" ")) },
  };
}

/** A whole random model in memory; 300 ids, of which the last 29 stand for nothing. */
export function tinyModelFiles(): Record<string, Uint8Array<ArrayBuffer>> {
  return {
    ...tinyCheckpointFiles(),
    "tokenizer.json": new TextEncoder().encode(JSON.stringify(tinyTokenizer())),
  };
}
