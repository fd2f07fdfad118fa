import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** 96 bits of SHA-256 over the parts, as hex: the same content has the same id in every import. */
export function hashContent(...parts: readonly (string | number | null)[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 24);
}

/** Numbers repeated ids of one file, so that “ok”, said three times, stays three entries: `id`, `id~2`, `id~3`. */
export function createOrdinals(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const ordinal = (seen.get(id) ?? 0) + 1;
    seen.set(id, ordinal);
    return ordinal === 1 ? id : `${id}~${ordinal}`;
  };
}
