import {
  elementSizes,
  type Attribute,
  type Dimension,
  type ElementType,
  type Graph,
  type Initializer,
  type Node,
  type Port,
  type Storage,
  type Value,
} from "./graph.ts";

interface NodeOptions {
  readonly domain?: Node["domain"];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Collects the parts of a graph; every name is checked to be given once only. */
export class GraphBuilder {
  readonly #name: string;
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #nodes: Node[] = [];
  readonly #names = new Set<string>();
  readonly #constants = new Map<string, Value>();

  constructor(name: string) {
    this.#name = name;
  }

  input<T extends ElementType>(name: string, type: T, shape: readonly Dimension[]): Value<T> {
    this.#inputs.push({ name: this.#claim(name), type, shape });
    return { name, type };
  }

  /** Declares a value, which a node makes under this very name, to be an output of the graph. */
  output(value: Value, shape: readonly Dimension[]): void {
    this.#outputs.push({ ...value, shape });
  }

  /** A node with one output, named after the node. */
  node<T extends ElementType>(
    name: string,
    operator: string,
    inputs: readonly (Value | null)[],
    type: T,
    options: NodeOptions = {},
  ): Value<T> {
    const output: Value<T> = { name: this.#claim(name), type };
    this.#push(name, operator, inputs, [output], options);
    return output;
  }

  /** A node whose outputs are named one by one; null leaves an output out. */
  nodeWithOutputs(
    name: string,
    operator: string,
    inputs: readonly (Value | null)[],
    outputs: readonly (Value | null)[],
    options: NodeOptions = {},
  ): void {
    for (const output of outputs) if (output) this.#claim(output.name);
    this.#push(name, operator, inputs, outputs, options);
  }

  /** A small constant inside the graph; the same numbers are stored once. */
  constant<T extends "int32" | "int64" | "float32" | "int8">(
    type: T,
    numbers: readonly number[],
    shape: readonly number[] = [numbers.length],
  ): Value<T> {
    const name = `constant_${type}_${numbers.join("_")}_of_${shape.join("x") || "scalar"}`;
    const known = this.#constants.get(name);
    if (known) return known as Value<T>;
    const array =
      type === "int64"
        ? BigInt64Array.from(numbers, (number) => BigInt(number))
        : type === "int32"
          ? Int32Array.from(numbers)
          : type === "int8"
            ? Int8Array.from(numbers)
            : Float32Array.from(numbers);
    const value: Value<T> = { name: this.#claim(name), type };
    this.#initializers.push({ ...value, shape, data: new Uint8Array(array.buffer) });
    this.#constants.set(name, value);
    return value;
  }

  /** A weight whose bytes are made later; give the `storage` of another to read the same bytes in another shape. */
  weight<T extends ElementType>(name: string, type: T, shape: readonly number[], storage: Storage): Value<T> {
    const bytes = shape.reduce((product, size) => product * size, elementSizes[type]);
    if (bytes !== storage.bytes)
      throw new RangeError(`"${name}" needs ${bytes} bytes; its storage has ${storage.bytes}`);
    const value: Value<T> = { name: this.#claim(name), type };
    this.#initializers.push({ ...value, shape, data: storage });
    return value;
  }

  finish(): Graph {
    return {
      name: this.#name,
      inputs: this.#inputs,
      outputs: this.#outputs,
      initializers: this.#initializers,
      nodes: this.#nodes,
    };
  }

  #push(
    name: string,
    operator: string,
    inputs: readonly (Value | null)[],
    outputs: readonly (Value | null)[],
    { domain = "", attributes = {} }: NodeOptions,
  ): void {
    this.#nodes.push({ name, operator, domain, inputs, outputs, attributes });
  }

  #claim(name: string): string {
    if (this.#names.has(name)) throw new RangeError(`the name "${name}" is taken`);
    this.#names.add(name);
    return name;
  }
}
