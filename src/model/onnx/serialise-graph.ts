import { elementTypes, type Attribute, type Graph, type Initializer, type Node, type Port } from "./graph.ts";
import type { StorageLayout } from "./lay-out-storage.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

/*
 * [Note: field numbers] All numbers below are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto),
 * IR version 10, operator set 21.
 */
const irVersion = 10;
const operatorSets = [
  { domain: "", version: 21 },
  { domain: "com.microsoft", version: 1 },
];

/** Serialises a graph as an ONNX `ModelProto`; weights are named by file, offset and length as `layout` says. */
export function serialiseGraph(graph: Graph, layout: StorageLayout): Uint8Array<ArrayBuffer> {
  const model = new ProtobufWriter();
  model.varintField(1, irVersion).stringField(2, "selfsame");
  model.messageField(7, (writer) => writeGraph(writer, graph, layout));
  for (const { domain, version } of operatorSets) {
    model.messageField(8, (writer) => writer.stringField(1, domain).varintField(2, version));
  }
  return model.finish();
}

function writeGraph(writer: ProtobufWriter, graph: Graph, layout: StorageLayout): void {
  for (const node of graph.nodes) writer.messageField(1, (nested) => writeNode(nested, node));
  writer.stringField(2, graph.name);
  for (const initializer of graph.initializers) {
    writer.messageField(5, (nested) => writeInitializer(nested, initializer, layout));
  }
  for (const input of graph.inputs) writer.messageField(11, (nested) => writePort(nested, input));
  for (const output of graph.outputs) writer.messageField(12, (nested) => writePort(nested, output));
}

function writeNode(writer: ProtobufWriter, node: Node): void {
  for (const input of node.inputs) writer.stringField(1, input?.name ?? "");
  for (const output of node.outputs) writer.stringField(2, output?.name ?? "");
  writer.stringField(3, node.name).stringField(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.messageField(5, (nested) => writeAttribute(nested, name, value));
  }
  if (node.domain !== "") writer.stringField(7, node.domain);
}

function writeAttribute(writer: ProtobufWriter, name: string, value: Attribute): void {
  writer.stringField(1, name);
  if (typeof value === "number") writer.varintField(3, value).varintField(20, 2);
  else if (typeof value === "string") writer.stringField(4, value).varintField(20, 3);
  else if ("float" in value) writer.floatField(2, value.float).varintField(20, 1);
  else {
    for (const number of value) writer.varintField(8, number);
    writer.varintField(20, 7);
  }
}

function writeInitializer(
  writer: ProtobufWriter,
  { name, type, shape, data }: Initializer,
  layout: StorageLayout,
): void {
  for (const size of shape) writer.varintField(1, size);
  writer.varintField(2, elementTypes[type]).stringField(8, name);
  if (data instanceof Uint8Array) {
    writer.bytesField(9, data);
    return;
  }
  const place = layout.places.get(data);
  if (!place) throw new RangeError(`"${name}" has no place in the layout`);
  const entries = { location: place.path, offset: String(place.offset), length: String(data.bytes) };
  for (const [key, value] of Object.entries(entries)) {
    writer.messageField(13, (entry) => entry.stringField(1, key).stringField(2, value));
  }
  writer.varintField(14, 1); // data_location: EXTERNAL
}

function writePort(writer: ProtobufWriter, { name, type, shape }: Port): void {
  writer.stringField(1, name).messageField(2, (typeProto) =>
    typeProto.messageField(1, (tensorType) =>
      tensorType.varintField(1, elementTypes[type]).messageField(2, (shapeProto) => {
        for (const size of shape) {
          shapeProto.messageField(1, (dimension) => {
            if (typeof size === "number") dimension.varintField(1, size);
            else dimension.stringField(2, size);
          });
        }
      }),
    ),
  );
}
