import { useEffect, useState } from "react";

import { listRunningImports } from "../../app/import/running-imports.ts";

const lookEveryMs = 1500;

/** The ids of the imports that run in any tab, looked up while `isNeeded`; null where the browser cannot tell. */
export function useRunningImports(isNeeded: boolean): ReadonlySet<string> | null {
  const [running, setRunning] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!isNeeded) return undefined;
    let isGone = false;
    const look = (): void => {
      listRunningImports().then(
        (found) => !isGone && setRunning(found),
        () => undefined,
      );
    };
    look();
    // Another tab's death tells nobody.
    const timer = setInterval(look, lookEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [isNeeded]);
  return running;
}
