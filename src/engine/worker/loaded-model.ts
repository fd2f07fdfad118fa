import type { ModelInfo, Priority, Prompt } from "../engine.ts";
import { EngineError } from "../errors.ts";
import type { Decoder, DecoderSlot } from "./decoder.ts";
import { PieceIndex } from "./forced-prefix.ts";
import type { PersonalModel } from "./personal-model.ts";
import type { TextTokenizer } from "./tokenizer.ts";
import { findWordTokens } from "./word-tokens.ts";

/** A model that is ready to run, with everything that belongs to it. */
export class LoadedModel {
  readonly info: ModelInfo;
  readonly tokenizer: TextTokenizer;
  readonly decoder: Decoder;
  /** One cache per kind of work, so that a completion between two steps of a draft costs neither of them its prefix. */
  readonly slots: Readonly<Record<Priority, DecoderSlot>>;
  /** Ids that are never drawn: holes of the vocabulary. Special tokens can be drawn; they end the text. */
  readonly forbiddenIds: readonly number[];
  readonly pieceIndex: PieceIndex;
  /** Which ids go on with a word: 1 where the token begins with a letter, digit or apostrophe. */
  readonly goesOn: Uint8Array;
  personal: PersonalModel | null = null;

  constructor(info: ModelInfo, tokenizer: TextTokenizer, decoder: Decoder) {
    this.info = info;
    this.tokenizer = tokenizer;
    this.pieceIndex = new PieceIndex(tokenizer.pieces);
    this.goesOn = findWordTokens(tokenizer, decoder.shape.vocabularySize);
    this.decoder = decoder;
    this.slots = { completion: decoder.createSlot(), background: decoder.createSlot() };
    const forbidden: number[] = [];
    for (let id = 0; id < decoder.shape.vocabularySize; id++) {
      if (tokenizer.pieces[id] === undefined && !this.isEnd(id)) forbidden.push(id);
    }
    this.forbiddenIds = forbidden;
  }

  /** Whether a token says that the text ends here: every special token does. */
  isEnd(id: number): boolean {
    return this.tokenizer.markIds.has(id) || this.decoder.shape.eosTokenIds.includes(id);
  }

  /** The tokens of a prompt; an empty one becomes the token that the model begins with. */
  encodePrompt(prompt: Prompt): number[] {
    const ids = this.tokenizer.encodePrompt(prompt);
    if (ids.length > 0) return ids;
    const { bosTokenId, eosTokenIds } = this.decoder.shape;
    const first = bosTokenId ?? eosTokenIds[0];
    if (first === undefined)
      throw new EngineError("bad-request", "The prompt is empty and this model has no first token.");
    return [first];
  }
}
