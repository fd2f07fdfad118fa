/** Why a model could not be read, packed or compiled. */
export type ModelErrorCode =
  | "model-missing" // a file or a tensor of the model is not there
  | "model-damaged" // it is there, but not what it should be
  | "model-unsupported"; // sound, but of a kind that this program cannot run

/** The one error class of this folder; a cancelled call is an `AbortError` instead. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ModelError";
    this.code = code;
  }
}
