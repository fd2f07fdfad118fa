import { Button } from "react-aria-components";

import type { OfflineState } from "../../service-worker/register.ts";
import { formatBytes } from "../parts/format.ts";
import { useOffline } from "../parts/offline-context.ts";

/** Whether the app works when its server and the network are gone. */
export function OfflineSection(): React.ReactElement {
  const { state, useNewVersion } = useOffline();
  return (
    <section className="section" aria-labelledby="offline-title">
      <h2 id="offline-title">Without a network</h2>
      <p>{describe(state)}</p>
      {state.phase === "new-version" && (
        <div className="row">
          <Button className="button" onPress={useNewVersion}>
            Begin with the new version
          </Button>
          <span className="quiet small">Reloads this page; your documents are saved.</span>
        </div>
      )}
    </section>
  );
}

function describe(state: OfflineState): string {
  switch (state.phase) {
    case "ready":
      return "Everything that this app needs is on this device. It works without a network, and without its server.";
    case "new-version":
      return "It works without a network. A newer version has come in; it begins when all pages with Selfsame are closed.";
    case "preparing": {
      const { doneBytes, totalBytes } = state;
      const part = totalBytes === null ? "" : `: ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`;
      return `The app is being kept on this device, to work without its server${part}.`;
    }
    case "failed":
      return `The app could not be kept on this device (${state.message}) It works while its server is there.`;
    case "unsupported":
      return "This window keeps no copy of the app. It works while its server is there; a window that is not private would keep one.";
  }
}
