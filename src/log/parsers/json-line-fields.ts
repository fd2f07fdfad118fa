/** A JSON object whose own fields only are looked at: `__proto__` and the like are plain names here. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own field, or undefined. */
export function field(record: JsonRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The first own field of these names that is not null or "". */
export function firstField(record: JsonRecord, names: readonly string[]): unknown {
  for (const name of names) {
    const value = field(record, name);
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

/** A field as text: strings as they are, numbers written out, everything else undefined. */
export function textField(record: JsonRecord, names: readonly string[]): string | undefined {
  const value = firstField(record, names);
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : undefined;
}
