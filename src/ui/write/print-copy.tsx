import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";

import type { WritingDesk } from "./writing-desk.ts";

/** The open document as plain paper: there only while the page is printed, since an editor draws just what is in view. */
export function PrintCopy(properties: { readonly desk: WritingDesk }): React.ReactElement | null {
  const { desk } = properties;
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const media = window.matchMedia("print");
    const begin = (): void => flushSync(() => setText(desk.text));
    const end = (): void => {
      if (!media.matches) setText(null);
    };
    const onMedia = (): void => (media.matches ? begin() : end());
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    media.addEventListener("change", onMedia);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      media.removeEventListener("change", onMedia);
    };
  }, [desk]);
  if (text === null) return null;
  return createPortal(
    <div className="print-copy" dir="auto">
      {text}
    </div>,
    document.body,
  );
}
