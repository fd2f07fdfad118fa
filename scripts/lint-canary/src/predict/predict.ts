import { draftText } from "../draft/draft.ts";

export const predictText = (): string => draftText();

async function forget(): Promise<void> {}
export function begin(): void {
  forget();
}
