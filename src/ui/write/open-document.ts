import { createStore } from "zustand";

export type DocumentRequest =
  | { readonly kind: "new"; readonly text: string }
  | { readonly kind: "open"; readonly id: string };

/** What another room asked the editor to open; taken by the writing desk. */
export const documentRequests = createStore<{ readonly request: DocumentRequest | null }>(() => ({ request: null }));

/** Opens a new document that begins with a text, and asks for a suggestion after it. */
export function beginDocument({ text }: { readonly text: string }): void {
  documentRequests.setState({ request: { kind: "new", text } });
}
