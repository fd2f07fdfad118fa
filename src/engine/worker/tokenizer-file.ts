import { EngineError } from "../errors.ts";
import { fromByteAlphabet, toByteAlphabet } from "./byte-alphabet.ts";

/** What is needed of a tokenizer.json. */
export interface TokenizerFile {
  /** Special tokens by their spelling. */
  readonly marks: ReadonlyMap<string, number>;
  /** Tokens of text by id, in the byte alphabet. */
  readonly pieces: readonly (string | undefined)[];
  /** The same tokenizer without its special tokens, so that no text can turn into one. */
  readonly textOnly: object;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
}

/** Checks and takes apart a parsed tokenizer.json; throws `model-damaged` or `model-unsupported`. */
export function readTokenizerFile(json: unknown): TokenizerFile {
  if (!isRecord(json) || !isRecord(json["model"]) || !isRecord(json["decoder"])) {
    throw new EngineError("model-damaged", "tokenizer.json has no model or no decoder.");
  }
  const { model, decoder, normalizer } = json;
  const vocabulary = model["vocab"];
  if (model["type"] !== "BPE" || !isRecord(vocabulary) || !hasByteLevel(decoder)) {
    throw new EngineError(
      "model-unsupported",
      `This tokenizer is ${String(model["type"])} with a ${String(decoder["type"])} decoder; byte-level BPE is supported.`,
    );
  }
  if (normalizer !== null && normalizer !== undefined) {
    const type = isRecord(normalizer) ? normalizer["type"] : normalizer;
    throw new EngineError(
      "model-unsupported",
      `This tokenizer rewrites text first (${String(type)}); that is not supported.`,
    );
  }
  const added = readAddedTokens(json["added_tokens"]);
  // Runs of spaces that some vocabularies add as tokens of their own are text, everything else is a mark.
  const spaces = added.filter((token) => token.content.trim() === "");
  const marks = new Map(added.filter((token) => token.content.trim() !== "").map((token) => [token.content, token.id]));
  const markIds = new Set(marks.values());

  const pieces: (string | undefined)[] = [];
  const textVocabulary: Record<string, number> = {};
  for (const [piece, id] of Object.entries(vocabulary)) {
    if (!Number.isSafeInteger(id) || (id as number) < 0) {
      throw new EngineError("model-damaged", "tokenizer.json holds an id that is not a whole number.");
    }
    if (markIds.has(id as number)) continue;
    textVocabulary[piece] = id as number;
    if (fromByteAlphabet(piece) !== null) pieces[id as number] = piece;
  }
  for (const token of spaces) pieces[token.id] = toByteAlphabet(token.content);

  const textOnly = {
    ...json,
    added_tokens: spaces,
    post_processor: null,
    model: { ...model, vocab: textVocabulary },
  };
  return { marks, pieces, textOnly };
}

function readAddedTokens(value: unknown): AddedToken[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new EngineError("model-damaged", "The added tokens of tokenizer.json are no list.");
  return value.map((token: unknown) => {
    if (!isRecord(token) || !Number.isSafeInteger(token["id"]) || typeof token["content"] !== "string") {
      throw new EngineError("model-damaged", "tokenizer.json holds an added token without id or content.");
    }
    return token as unknown as AddedToken;
  });
}

function hasByteLevel(decoder: Record<string, unknown>): boolean {
  if (decoder["type"] === "ByteLevel") return true;
  const parts = decoder["decoders"];
  return Array.isArray(parts) && parts.some((part) => isRecord(part) && part["type"] === "ByteLevel");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
