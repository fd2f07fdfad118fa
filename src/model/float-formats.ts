/*
 * [Note: byte order] safetensors and ONNX raw data are little-endian, and so is every machine that WebAssembly runs on.
 * Typed arrays are therefore laid over the bytes as they are.
 */

const halfAsFloat = (() => {
  let table: Float32Array | undefined;
  return () => (table ??= buildHalfTable());
})();

/** All 65,536 half-precision numbers as fp32: a lookup is several times faster than taking the bits apart. */
function buildHalfTable(): Float32Array {
  const table = new Float32Array(65_536);
  for (let bits = 0; bits < 65_536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else if (exponent === 31) table[bits] = fraction === 0 ? sign * Infinity : NaN;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/** Widens half-precision numbers (IEEE 754 binary16), exactly. */
export function float16ToFloat32(halves: Uint16Array): Float32Array {
  const table = halfAsFloat();
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i] as number] as number;
  return floats;
}

/** Widens bfloat16 numbers (the upper half of an fp32), exactly. */
export function bfloat16ToFloat32(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] as number) << 16;
  return new Float32Array(bits.buffer);
}

/** Narrows to half precision, to the nearest, ties to even; what is too large becomes infinite. */
export function float32ToFloat16(floats: Float32Array): Uint16Array {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < bits.length; i++) halves[i] = narrow(bits[i] as number);
  return halves;
}

function narrow(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65,520 and above round to infinity
  if (magnitude < 0x33000001) return sign; // at most half the smallest subnormal
  if (magnitude < 0x38800000) {
    // Subnormal in half precision: shift the fraction, with its hidden bit, down to units of 2^-24.
    const shift = 126 - (magnitude >>> 23);
    const fraction = (magnitude & 0x7fffff) | 0x800000;
    return sign | roundedShift(fraction, shift);
  }
  return sign | roundedShift(magnitude - 0x38000000, 13);
}

function roundedShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}
