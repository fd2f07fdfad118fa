/** What one method of a worker takes, answers with, and tells along the way; all three must be structured-cloneable. */
export interface MethodContract {
  readonly params: unknown;
  readonly result: unknown;
  readonly event: unknown;
}

/** The methods of one worker by name. Written as an interface per worker, e.g. `EngineContract`. */
export type Contract<C> = { readonly [K in keyof C]: MethodContract };

/** What a caller may pass beside the parameters of a call. */
export interface CallOptions<Event> {
  /** Aborting it asks the other side to stop; the call then rejects with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: Event) => void) | undefined;
  readonly transfer?: readonly Transferable[] | undefined;
}

/** What a handler gets beside the parameters. */
export interface CallContext<Event> {
  readonly signal: AbortSignal;
  readonly emit: (event: Event, transfer?: readonly Transferable[]) => void;
}

/** The handlers that `serve` wants: one per method of the contract. */
export type Handlers<C extends Contract<C>> = {
  readonly [K in keyof C]: (
    params: C[K]["params"],
    context: CallContext<C[K]["event"]>,
  ) => Promise<C[K]["result"]> | C[K]["result"];
};

/** An error in a form that survives `postMessage`: see [Note: errors across threads] in wire-error.ts. */
export interface WireError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

export type RequestMessage =
  | {
      readonly type: "call";
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly type: "cancel"; readonly id: number };

export type ReplyMessage =
  | { readonly type: "event"; readonly id: number; readonly event: unknown }
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: WireError };

/** The part of `Worker`, `MessagePort` and a worker's own global scope that a channel needs. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}
