/** Where a graph runs. */
export type Device = "webgpu" | "wasm";

/** How weights are held in a compiled graph; activations are fp32 in all of them. */
export type WeightDtype = "q4" | "int8" | "fp32";

/** The sizes of a decoder-only transformer that a decode loop needs. */
export interface DecoderShape {
  readonly architecture: string;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly contextTokens: number;
  readonly bosTokenId: number | null;
  readonly eosTokenIds: readonly number[];
}

/**
 * An ONNX decoder ready for `InferenceSession.create(graph, { externalData })`.
 * Inputs: `input_ids`, `attention_mask` int64 `[batch_size, n]`, `num_logits_to_keep` int64 scalar, `past_key_values.N.{key,value}` fp32
 * `[batch_size, kvHeads, past_sequence_length, headDim]`; outputs: `logits` fp32 `[batch_size, kept, vocabularySize]`, `present.N.{key,value}`.
 */
export interface CompiledModel {
  readonly name: string;
  readonly shape: DecoderShape;
  readonly device: Device;
  readonly dtype: WeightDtype;
  /** Serialised ModelProto. */
  readonly graph: Uint8Array;
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
  readonly parameters: number;
  readonly weightBytes: number;
}

/** The files of a checkpoint or of a packed model, wherever they lie; rejects when a file is missing. */
export interface CheckpointFiles {
  read(name: string): Promise<Uint8Array | Blob>;
}
