import { useEffect } from "react";

import { useUiSetting } from "../parts/ui-settings.ts";

/** Puts the chosen appearance on the root element; `system` leaves it to the browser. */
export function useTheme(): void {
  const theme = useUiSetting("theme");
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}
