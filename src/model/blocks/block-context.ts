import type { Device, WeightDtype } from "../compiled-model.ts";
import type { DecoderWeights } from "../decoder-weights.ts";
import type { GraphBuilder } from "../onnx/graph-builder.ts";
import type { Storage, Value } from "../onnx/graph.ts";

/** What every block of a decoder is written with. */
export interface BlockContext {
  readonly builder: GraphBuilder;
  readonly weights: DecoderWeights;
  readonly device: Device;
  readonly dtype: WeightDtype;
  /** 4-bit matrices by name, so that a tied embedding and head read the same bytes. */
  readonly q4Storages: Map<string, { readonly packed: Storage; readonly scales: Storage }>;
}

/** The name of a matrix in the checkpoint and its shape there: `rows` outputs from `columns` inputs. */
export interface MatrixName {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

export type Float = Value<"float32">;
