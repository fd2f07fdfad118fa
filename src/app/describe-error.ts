import type { AssistantError } from "./assistant.ts";

/** Any thrown thing as code and message; what has no code is `unexpected`. */
export function describeError(error: unknown): AssistantError {
  if (error instanceof Error) {
    const code = "code" in error && typeof error.code === "string" ? error.code : "unexpected";
    return { code, message: error.message };
  }
  return { code: "unexpected", message: String(error) };
}
