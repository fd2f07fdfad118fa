import type { WireError } from "./contract.ts";

/*
 * [Note: errors across threads] `postMessage` keeps neither the class nor own fields of an error. Every error of ours has
 * a stable `code`; it crosses as {name, code, message, stack} and comes back as a RemoteError with the same code, which
 * the façade of the room (engine client, import desk) turns into its own class. A cancel is always an `AbortError`.
 */

/** An error thrown on the other side of a channel. */
export class RemoteError extends Error {
  readonly code: string;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = wire.name;
    this.code = wire.code;
    if (wire.stack !== undefined) this.stack = wire.stack;
  }
}

/** Whether an error means that the caller cancelled. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** The error of a cancelled call. */
export function abortError(message = "The call was cancelled."): DOMException {
  return new DOMException(message, "AbortError");
}

/** Flattens anything thrown; errors without a code get `"unexpected"`. */
export function toWireError(error: unknown): WireError {
  if (isAbortError(error)) {
    return { name: "AbortError", code: "aborted", message: (error as Error).message };
  }
  if (error instanceof Error) {
    const code = "code" in error && typeof error.code === "string" ? error.code : "unexpected";
    return { name: error.name, code, message: error.message, stack: error.stack };
  }
  return { name: "Error", code: "unexpected", message: String(error) };
}

/** The opposite of `toWireError`. */
export function fromWireError(wire: WireError): Error {
  return wire.name === "AbortError" ? abortError(wire.message) : new RemoteError(wire);
}
