import type { ReactNode } from "react";

import type { AssistantError } from "../../app/assistant.ts";
import { errorText } from "../error-text.ts";

/** An error in the place where it happened: what happened, what was kept, what to do. */
export function ErrorNote(properties: {
  readonly error: AssistantError;
  readonly children?: ReactNode;
}): React.ReactElement {
  const { error, children } = properties;
  const text = errorText(error.code);
  return (
    <div className="note trouble stack-tight" role="alert">
      <strong>{text.happened}</strong>
      <span>{text.kept}</span>
      <span>{text.todo}</span>
      <span className="quiet small" dir="auto">
        {error.message} ({error.code})
      </span>
      {children !== undefined && <div className="row">{children}</div>}
    </div>
  );
}
