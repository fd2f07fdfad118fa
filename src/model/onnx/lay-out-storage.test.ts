import { describe, expect, test } from "vitest";

import { GraphBuilder } from "./graph-builder.ts";
import type { Storage } from "./graph.ts";
import { fillStorage, layOutStorage } from "./lay-out-storage.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";
import { serialiseGraph } from "./serialise-graph.ts";

function storage(name: string, bytes: number, fill: number): Storage {
  return { name, bytes, produce: async () => new Uint8Array(bytes).fill(fill) };
}

describe("laying weights out in files", () => {
  const shared = storage("shared", 8, 3);
  function graph() {
    const builder = new GraphBuilder("g");
    builder.weight("a", "uint8", [100], storage("a", 100, 1));
    builder.weight("b", "float32", [10], storage("b", 40, 2));
    builder.weight("c", "uint8", [8], shared);
    builder.weight("d", "float32", [2], shared);
    return builder.finish();
  }

  test("[M40] every storage begins at a multiple of 64 and is there once", async () => {
    const layout = layOutStorage(graph(), "w");
    expect([...layout.places.values()].map(({ offset }) => offset)).toEqual([0, 128, 192]);
    const [file] = await fillStorage(layout);
    expect(file?.data).toHaveLength(200);
    expect([file?.data[0], file?.data[99], file?.data[100], file?.data[128], file?.data[199]]).toEqual([1, 1, 0, 2, 3]);
  });

  test("[M40] a full file is followed by path_1, path_2; one storage is never split", async () => {
    const layout = layOutStorage(graph(), "w", 128);
    expect(layout.files).toEqual([
      { path: "w", bytes: 100 },
      { path: "w_1", bytes: 72 },
    ]);
    const huge = layOutStorage(graph(), "w", 10);
    expect(huge.files.map(({ path }) => path)).toEqual(["w", "w_1", "w_2"]);
    expect(await fillStorage(huge)).toHaveLength(3);
  });

  test("[M40] progress counts every byte made", async () => {
    const done: number[] = [];
    await fillStorage(layOutStorage(graph(), "w"), (bytes) => done.push(bytes));
    expect(done).toEqual([100, 140, 148]);
  });

  test("[M41] a storage that makes other than its bytes, or a name given twice, is refused", async () => {
    const builder = new GraphBuilder("g");
    builder.weight("a", "uint8", [4], { ...storage("a", 3, 0), bytes: 4 });
    await expect(fillStorage(layOutStorage(builder.finish(), "w"))).rejects.toThrow(RangeError);
    expect(() => builder.input("a", "int64", [])).toThrow(RangeError);
    expect(() => builder.weight("b", "float32", [2], storage("b", 4, 0))).toThrow(RangeError);
  });

  test("[M41] the same graph gives the same bytes", () => {
    const once = graph();
    expect(serialiseGraph(once, layOutStorage(once, "w"))).toEqual(serialiseGraph(once, layOutStorage(once, "w")));
  });
});

describe("the protobuf writer", () => {
  test("[M42] writes the examples of the format's own documentation", () => {
    expect([...new ProtobufWriter().varintField(1, 150).finish()]).toEqual([0x08, 0x96, 0x01]);
    expect([...new ProtobufWriter().stringField(2, "testing").finish()]).toEqual([
      0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
    ]);
    const nested = new ProtobufWriter().messageField(3, (writer) => writer.varintField(1, 150));
    expect([...nested.finish()]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
  });

  test("[M42] negative numbers take ten bytes, large ones all their bits, floats four", () => {
    const minusTwo = [0xfe, ...Array.from({ length: 8 }, () => 0xff), 0x01];
    expect([...new ProtobufWriter().varintField(1, -2).finish()]).toEqual([0x08, ...minusTwo]);
    const large = new ProtobufWriter().varintField(1, Number.MAX_SAFE_INTEGER).finish();
    expect([...large]).toEqual([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect([...new ProtobufWriter().floatField(2, -2).finish()]).toEqual([0x15, 0, 0, 0, 0xc0]);
    expect(() => new ProtobufWriter().varintField(1, 0.5)).toThrow(RangeError);
  });

  test("[M42] grows as far as it must", () => {
    const long = new Uint8Array(100_000).fill(9);
    const bytes = new ProtobufWriter().bytesField(1, long).varintField(2, 1).finish();
    expect(bytes).toHaveLength(1 + 3 + 100_000 + 2);
    expect(bytes.at(-1)).toBe(1);
  });
});
