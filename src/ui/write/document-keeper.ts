import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

import type { Assistant, AssistantError } from "../../app/assistant.ts";
import type { WrittenDocument } from "../../store/store.ts";
import { toAssistantError } from "../error-text.ts";

const quietMs = 600;

export interface KeeperState {
  readonly id: string;
  readonly saving: "new" | "unsaved" | "saved" | "failed";
  readonly error: AssistantError | null;
}

/** Reads the text and its marks out of the editor at the moment of saving. */
export type ReadContent = () => Pick<WrittenDocument, "text" | "provenance" | "register">;

/** Keeps the open document in the store: a short while after each change, and at once when it must. */
export class DocumentKeeper {
  readonly state: StoreApi<KeeperState>;
  readonly #assistant: Assistant;
  readonly #read: ReadContent;
  #createdAt = Date.now();
  #updatedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDirty = false;

  constructor(assistant: Assistant, read: ReadContent) {
    this.#assistant = assistant;
    this.#read = read;
    this.state = createStore<KeeperState>(() => ({ id: crypto.randomUUID(), saving: "new", error: null }));
  }

  get isDirty(): boolean {
    return this.#isDirty;
  }

  get updatedAt(): number {
    return this.#updatedAt;
  }

  /** From now on another document is open; null: one that is not in the store yet. The one before must be flushed. */
  begin(document: WrittenDocument | null): void {
    clearTimeout(this.#timer);
    this.#isDirty = false;
    this.#createdAt = document?.createdAt ?? Date.now();
    this.#updatedAt = document?.updatedAt ?? 0;
    const saving = document === null ? "new" : "saved";
    this.state.setState({ id: document?.id ?? crypto.randomUUID(), saving, error: null });
  }

  /** The document has changed. */
  touch(): void {
    this.#isDirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), quietMs);
    if (this.state.getState().saving !== "unsaved") this.state.setState({ saving: "unsaved" });
  }

  /** Stores what is not stored yet. An empty document that was never stored stays out. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#isDirty) return;
    const { id } = this.state.getState();
    const content = this.#read();
    if (content.text.trim() === "" && this.#updatedAt === 0) return;
    this.#isDirty = false;
    const updatedAt = Date.now();
    this.#updatedAt = updatedAt;
    try {
      await this.#assistant.documents.put({ id, createdAt: this.#createdAt, updatedAt, ...content });
      if (this.state.getState().id === id && !this.#isDirty) this.state.setState({ saving: "saved", error: null });
    } catch (error) {
      if (this.state.getState().id !== id) return;
      this.#isDirty = true;
      this.state.setState({ saving: "failed", error: toAssistantError(error) });
    }
  }
}
