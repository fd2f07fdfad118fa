/** Every code of an `EngineError`. */
export const engineErrorCodes = [
  "model-missing", // a file of the model could not be read
  "model-damaged", // a file is there, but not what it should be
  "model-unsupported", // an architecture or tokenizer that cannot be run
  "device-unavailable", // the device asked for, or the runtime it needs, is not there
  "device-wrong", // the known-answer test failed
  "device-lost",
  "out-of-memory",
  "not-loaded",
  "prompt-too-long",
  "worker-died",
  "bad-request",
  "unexpected",
] as const;

/** Why the engine could not do what was asked. */
export type EngineErrorCode = (typeof engineErrorCodes)[number];

/** The one error class of this folder; a cancelled call is an `AbortError` instead. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}
