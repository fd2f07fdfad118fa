import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { elementBytes, SafetensorsFile, type ElementType } from "./safetensors.ts";
import { writeSafetensors, type NewTensor } from "./write-safetensors.ts";

function fileOf(header: unknown, data: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const text = typeof header === "string" ? header : JSON.stringify(header);
  return rawFile(new TextEncoder().encode(text), data);
}

function rawFile(header: Uint8Array, data: Uint8Array, claimedBytes = header.length): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(8 + header.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(claimedBytes), true);
  file.set(header, 8);
  file.set(data, 8 + header.length);
  return file;
}

const f32 = (shape: number[], begin: number, end: number) => ({ dtype: "F32", shape, data_offsets: [begin, end] });

describe("reading safetensors", () => {
  const tensors: NewTensor[] = [
    { name: "a", elementType: "F32", shape: [2], bytes: new Uint8Array(Float32Array.of(1.5, -2).buffer) },
    { name: "b", elementType: "BF16", shape: [1, 2], bytes: new Uint8Array(Uint16Array.of(0x3fc0, 0xc000).buffer) },
    { name: "c", elementType: "F16", shape: [2, 1], bytes: new Uint8Array(Uint16Array.of(0x3e00, 0xc000).buffer) },
    { name: "d", elementType: "U8", shape: [3], bytes: Uint8Array.of(1, 2, 3) },
    { name: "empty", elementType: "F32", shape: [0, 4], bytes: new Uint8Array(0) },
  ];

  test.each([
    ["bytes", (file: Uint8Array<ArrayBuffer>) => file],
    ["a Blob", (file: Uint8Array<ArrayBuffer>) => new Blob([file])],
    [
      "bytes at an odd place in a larger buffer",
      (file: Uint8Array<ArrayBuffer>) => {
        const larger = new Uint8Array(file.length + 3);
        larger.set(file, 3);
        return larger.subarray(3);
      },
    ],
  ])("[M1] gives the same numbers from %s, whatever their format", async (_, wrap) => {
    const file = await SafetensorsFile.open(wrap(writeSafetensors(tensors, { format: "pt" })));
    expect(file.metadata).toEqual({ format: "pt" });
    for (const name of ["a", "b", "c"]) expect(await file.readFloat32(name)).toEqual(Float32Array.of(1.5, -2));
    expect(await file.readBytes("d")).toEqual(Uint8Array.of(1, 2, 3));
    expect(await file.readFloat32("empty")).toHaveLength(0);
  });

  test("[M1] gives back what was written, for any tensors", async () => {
    const tensor = fc
      .record({
        name: fc.string({ minLength: 1, maxLength: 20 }).filter((name) => name !== "__metadata__"),
        elementType: fc.constantFrom(...(Object.keys(elementBytes) as ElementType[])),
        shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
      })
      .map((entry) => {
        const bytes = entry.shape.reduce((product, size) => product * size, elementBytes[entry.elementType]);
        return { ...entry, bytes: Uint8Array.from({ length: bytes }, (_, i) => (i * 37 + entry.name.length) & 255) };
      });
    const anyTensors = fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyTensors, async (written) => {
        const file = await SafetensorsFile.open(writeSafetensors(written));
        expect([...file.tensors.keys()].sort()).toEqual(written.map(({ name }) => name).sort());
        for (const { name, shape, bytes } of written) {
          expect(file.entry(name).shape).toEqual(shape);
          expect(await file.readBytes(name)).toEqual(bytes);
        }
      }),
    );
  });

  test("[M1] a tensor in a Blob is read alone", async () => {
    const blob = new Blob([writeSafetensors(tensors)]);
    const ranges: number[] = [];
    const slice = blob.slice.bind(blob);
    blob.slice = (begin, end) => {
      ranges.push((end ?? 0) - (begin ?? 0));
      return slice(begin, end);
    };
    const file = await SafetensorsFile.open(blob);
    ranges.length = 0;
    await file.readFloat32("a");
    expect(ranges).toEqual([8]);
  });

  test("[M2] a missing tensor is model-missing and named", async () => {
    const file = await SafetensorsFile.open(writeSafetensors(tensors));
    expect(() => file.entry("model.norm.weight")).toThrow(/model\.norm\.weight/);
    await expect(file.readFloat32("x")).rejects.toMatchObject({ code: "model-missing" });
  });

  test("[M2] integers are no weights", async () => {
    const file = await SafetensorsFile.open(writeSafetensors(tensors));
    await expect(file.readFloat32("d")).rejects.toMatchObject({ code: "model-unsupported" });
  });

  test("[M2] an element type that nobody knows is unsupported, not damaged", async () => {
    const file = fileOf({ a: { dtype: "F6_E3M2", shape: [4], data_offsets: [0, 3] } }, new Uint8Array(3));
    await expect(SafetensorsFile.open(file)).rejects.toMatchObject({ code: "model-unsupported" });
  });

  const whole = writeSafetensors(tensors);
  const damage: [label: string, file: Uint8Array<ArrayBuffer>][] = [
    ["nothing", new Uint8Array(0)],
    ["seven bytes", new Uint8Array(7)],
    ["a header longer than the file", rawFile(new Uint8Array(4), new Uint8Array(0), 400)],
    ["a header of 2^60 bytes", rawFile(new Uint8Array(4), new Uint8Array(0), 2 ** 60)],
    ["a header that is no JSON", fileOf("{ nope")],
    ["a header that is no UTF-8", rawFile(Uint8Array.of(0x7b, 0xff, 0x7d), new Uint8Array(0))],
    ["a header that is a list", fileOf([])],
    ["a header that is null", fileOf(null)],
    ["metadata that holds numbers", fileOf({ __metadata__: { a: 1 } })],
    ["an entry without offsets", fileOf({ a: { dtype: "F32", shape: [1] } })],
    ["a negative size", fileOf({ a: f32([-1], 0, 4) }, new Uint8Array(4))],
    ["half a size", fileOf({ a: f32([0.5], 0, 2) }, new Uint8Array(2))],
    ["fewer bytes than the shape needs", fileOf({ a: f32([2], 0, 4) }, new Uint8Array(4))],
    ["offsets the wrong way round", fileOf({ a: f32([1], 4, 0) }, new Uint8Array(4))],
    ["a shape beyond all bounds", fileOf({ a: f32([2 ** 40, 2 ** 40], 0, 4) }, new Uint8Array(4))],
    ["two tensors that overlap", fileOf({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, new Uint8Array(8))],
    ["two tensors in the same place", fileOf({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, new Uint8Array(4))],
    ["a gap between tensors", fileOf({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, new Uint8Array(12))],
    ["bytes after the last tensor", fileOf({ a: f32([1], 0, 4) }, new Uint8Array(5))],
    ["a tensor beyond the end", fileOf({ a: f32([1], 0, 4) }, new Uint8Array(3))],
    ["a file cut by one byte", whole.slice(0, -1)],
    ["a file cut in half", whole.slice(0, whole.length >> 1)],
    ["a web page in place of the file", new TextEncoder().encode("<!doctype html><title>Not found</title>")],
  ];
  test.each(damage)("[M3] %s is model-damaged", async (_, file) => {
    await expect(SafetensorsFile.open(file)).rejects.toMatchObject({ name: "ModelError", code: "model-damaged" });
    await expect(SafetensorsFile.open(new Blob([file]))).rejects.toMatchObject({ code: "model-damaged" });
  });

  test("[M3] no cut of a sound file is taken for sound", async () => {
    for (let bytes = 0; bytes < whole.length; bytes++) {
      await expect(SafetensorsFile.open(whole.slice(0, bytes))).rejects.toMatchObject({ code: "model-damaged" });
    }
  });
});

describe("writing safetensors", () => {
  test("[M4] the same tensors give the same bytes, with the data aligned to 8", () => {
    const tensors: NewTensor[] = [{ name: "ä", elementType: "U8", shape: [1], bytes: Uint8Array.of(7) }];
    const file = writeSafetensors(tensors);
    expect(writeSafetensors(tensors)).toEqual(file);
    expect((file.length - 1) % 8).toBe(0);
  });

  test("[M4] a shape that does not fit its bytes, or a name twice, is refused", () => {
    const one: NewTensor = { name: "a", elementType: "F32", shape: [1], bytes: new Uint8Array(4) };
    expect(() => writeSafetensors([{ ...one, shape: [2] }])).toThrow(RangeError);
    expect(() => writeSafetensors([one, one])).toThrow(RangeError);
  });
});
