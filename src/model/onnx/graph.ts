/** Element types of the values in our graphs, by their ONNX number. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export const elementSizes = { float32: 4, uint8: 1, int8: 1, int32: 4, int64: 8 } as const;

export type ElementType = keyof typeof elementTypes;

/** A number, or the name of a size that is known only when the graph runs. */
export type Dimension = number | string;

/** A value that flows between nodes; `T` lets the compiler refuse an operand of the wrong element type. */
export interface Value<T extends ElementType = ElementType> {
  readonly name: string;
  readonly type: T;
}

/** An input or output of the whole graph. */
export interface Port extends Value {
  readonly shape: readonly Dimension[];
}

export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface Node {
  readonly name: string;
  readonly operator: string;
  /** "" is the ONNX standard. */
  readonly domain: "" | "com.microsoft";
  /** null: an optional input that is left out. */
  readonly inputs: readonly (Value | null)[];
  /** null: an output that nobody wants. */
  readonly outputs: readonly (Value | null)[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Bytes that lie outside the graph; several initializers may read the same storage in different shapes. */
export interface Storage {
  readonly name: string;
  readonly bytes: number;
  /** Makes the bytes when their turn has come, so that only one tensor at a time is held twice. */
  readonly produce: () => Promise<ArrayBufferView>;
}

/** A constant of the graph: small ones inside it, weights in a storage. */
export interface Initializer extends Value {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Storage;
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
}
