/** Why the store could not do what was asked. */
export type StoreErrorCode =
  | "quota-full" // the browser allows no more bytes
  | "blocked" // another tab holds the database and does not let go
  | "closed" // this store was closed, or the database was deleted under it
  | "newer-version" // a newer version of the app has written this database
  | "damaged" // the database cannot be read as a whole
  | "unavailable" // no IndexedDB here: private mode, a sandboxed frame, switched off
  | "import-gone" // the import was undone, or everything forgotten, while it still ran
  | "invalid" // what was to be written, or a cursor, is not what the contract says
  | "unexpected";

/** The one error class of this folder. Its message never holds the text of an entry. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

/** Names of DOMExceptions and of Dexie's errors, with what they mean for the person. */
const codesByName: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  QuotaExceededError: [
    "quota-full",
    "There is no room left on this device for this site; nothing of this step was kept.",
  ],
  BlockedError: ["blocked", "Another tab still has the log open."],
  DatabaseClosedError: ["closed", "The log was closed while this was being done."],
  InvalidStateError: ["closed", "The log was closed while this was being done."],
  VersionError: ["newer-version", "The log on this device was written by a newer version of Selfsame."],
  MissingAPIError: ["unavailable", "This browser offers no storage here."],
  SecurityError: ["unavailable", "This browser allows no storage here."],
  NotReadableError: ["damaged", "The browser cannot read the log from the disk."],
  UnknownError: ["damaged", "The browser cannot read or write the log on the disk."],
  DataError: ["invalid", "Something that was to be stored has a form that cannot be stored."],
  ConstraintError: ["invalid", "Something with this id is there already."],
  DataCloneError: ["invalid", "Something that was to be stored has a form that cannot be stored."],
};

/** Browsers put very different things under one name; where the name misleads, the words of their message decide. */
const codesByMessage: readonly (readonly [RegExp, StoreErrorCode, string])[] = [
  // Chromium with site data blocked (UnknownError); Firefox in its older private windows (InvalidStateError).
  [
    /denied permission|did not allow mutations|not allowed by the user agent/i,
    "unavailable",
    "This browser allows no storage here.",
  ],
  // WebKit, after its storage process has died (UnknownError).
  [/server lost|connection (?:is closing|was closed|lost)/i, "closed", "The log was closed while this was being done."],
  // Chromium, in the middle of a write (UnknownError).
  [/disk (?:is )?full|full disk|no space left/i, "quota-full", "There is no room left on this device."],
];

function codeOf(name: unknown, message: unknown): readonly [StoreErrorCode, string] | undefined {
  if (typeof name !== "string" || !Object.hasOwn(codesByName, name)) return undefined;
  const words = typeof message === "string" ? message : "";
  const told = codesByMessage.find(([pattern]) => pattern.test(words));
  return told === undefined ? codesByName[name] : [told[1], told[2]];
}

/** Turns whatever IndexedDB or Dexie threw into a `StoreError`; the original stays as its `cause`. */
export function toStoreError(error: unknown): StoreError {
  // Dexie wraps: an AbortError carries the reason in `inner`, a BulkError in `failures`.
  const waiting: unknown[] = [error];
  const seen = new Set<unknown>();
  while (waiting.length > 0) {
    const current = waiting.shift();
    if (typeof current !== "object" || current === null || seen.has(current)) continue;
    seen.add(current);
    if (current instanceof StoreError) return current;
    const { name, message, inner, cause, failures } = current as Record<string, unknown>;
    const known = codeOf(name, message);
    if (known !== undefined) return new StoreError(known[0], known[1], { cause: error });
    waiting.push(inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 3) : []));
  }
  if ((error as { name?: unknown } | null | undefined)?.name === "AbortError") {
    // The browser breaks transactions off without a reason when the person clears the data of the site.
    return new StoreError("closed", "The browser broke off what was being done.", { cause: error });
  }
  return new StoreError("unexpected", "The log could not be read or written.", { cause: error });
}
