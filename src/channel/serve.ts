import type { Contract, Handlers, Port, ReplyMessage, RequestMessage } from "./contract.ts";
import { abortError, toWireError } from "./wire-error.ts";

/**
 * Answers the calls that arrive at a port: exactly one result or error per call, also when a handler throws or the reply
 * cannot be cloned; no event after the final reply. Returns a function that stops serving and aborts what is running.
 */
export function serve<C extends Contract<C>>(port: Port, handlers: Handlers<C>): () => void {
  const running = new Map<number, AbortController>();

  const post = (message: ReplyMessage, transfer: readonly Transferable[] = []): void =>
    port.postMessage(message, [...transfer]);

  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    let isOpen = true;
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method as keyof C] : undefined;
      if (handler === undefined) {
        throw Object.assign(new Error(`Unknown method “${method}”.`), { code: "unknown-method" });
      }
      const result = await handler(params as C[keyof C]["params"], {
        signal: controller.signal,
        emit: (event, transfer) => {
          if (isOpen) post({ type: "event", id, event }, transfer);
        },
      });
      isOpen = false;
      post({ type: "result", id, result });
    } catch (error) {
      isOpen = false;
      post({ type: "error", id, error: toWireError(error) });
    } finally {
      running.delete(id);
    }
  };

  const onMessage = (event: { readonly data: unknown }): void => {
    const message = event.data as RequestMessage | null;
    if (message?.type === "call") void answer(message.id, message.method, message.params);
    else if (message?.type === "cancel") running.get(message.id)?.abort(abortError());
  };

  port.addEventListener("message", onMessage);
  return () => {
    port.removeEventListener("message", onMessage);
    for (const controller of running.values()) controller.abort(abortError());
  };
}
