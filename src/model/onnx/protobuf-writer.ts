/** Writes the protobuf wire format, which ONNX files are in, into a growing buffer. */
export class ProtobufWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** int32, int64 or an enum; negative numbers take ten bytes, as the format wants. */
  varintField(field: number, value: number): this {
    this.#varint(field * 8);
    return this.#varint(value);
  }

  floatField(field: number, value: number): this {
    this.#varint(field * 8 + 5);
    this.#reserve(4);
    new DataView(this.#bytes.buffer).setFloat32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  bytesField(field: number, value: Uint8Array): this {
    this.#varint(field * 8 + 2);
    this.#varint(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  stringField(field: number, value: string): this {
    return this.bytesField(field, new TextEncoder().encode(value));
  }

  /** A nested message, written by `write` into a writer of its own. */
  messageField(field: number, write: (writer: ProtobufWriter) => void): this {
    const writer = new ProtobufWriter();
    write(writer);
    return this.bytesField(field, writer.finish());
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #varint(value: number): this {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
    let rest = BigInt.asUintN(64, BigInt(value));
    this.#reserve(10);
    while (rest > 127n) {
      this.#bytes[this.#length++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.#bytes[this.#length++] = Number(rest);
    return this;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
