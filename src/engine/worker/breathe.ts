const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/**
 * Lets the event loop take a turn, so that a cancel or a more urgent call is heard between two steps. A message to
 * oneself, since timers are held back to 4 ms.
 */
export function breathe(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  if (setImmediate !== undefined) return new Promise((resolve) => void setImmediate(resolve));
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
