import { isAbortError } from "../../channel/wire-error.ts";
import { ModelError } from "../../model/errors.ts";
import { EngineError } from "../errors.ts";

/** The error that a caller of the engine gets for whatever was thrown inside. */
export function toEngineFailure(error: unknown): unknown {
  if (error instanceof EngineError || isAbortError(error)) return error;
  if (error instanceof ModelError) {
    // A file that could not be read brings the reason along.
    if (error.cause instanceof EngineError) return error.cause;
    return new EngineError(error.code, error.message, { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/out of memory|\bOOM\b|bad_alloc|allocation failed|allocate memory|memory access out of bounds/i.test(message)) {
    return new EngineError("out-of-memory", `There is not enough memory: ${message}`, { cause: error });
  }
  if (/device.{0,20}lost|lost.{0,20}device/i.test(message)) {
    return new EngineError("device-lost", `The graphics device was lost: ${message}`, { cause: error });
  }
  if (/no available backend|initializeWebAssembly/i.test(message)) {
    return new EngineError("device-unavailable", `The runtime could not be started: ${message}`, { cause: error });
  }
  return new EngineError("unexpected", message, { cause: error });
}
