import { useState } from "react";
import { Button } from "react-aria-components";

import { useAssistant, useAssistantState } from "../parts/assistant-context.ts";
import { count, formatBytes, formatNumber } from "../parts/format.ts";
import { Room } from "../parts/room.tsx";
import { notify } from "../parts/toasts.tsx";
import { ForgetEverything } from "./forget-everything.tsx";
import { OfflineSection } from "./offline-section.tsx";

const kept: readonly (readonly [string, string, string])[] = [
  [
    "Your log",
    "the browser’s own database (IndexedDB) of this address",
    "until you delete entries, undo an import or forget everything",
  ],
  ["What is derived from it", "beside the log, and in the memory of this tab", "goes with the entries it came from"],
  ["Your documents", "the same database", "until you delete them"],
  ["Settings", "the same database", "until you forget everything"],
  [
    "The app and the model",
    "the browser’s cache of this address",
    "until a new version replaces them; nothing personal in it",
  ],
];

/** Privacy: prove it. */
export function PrivacyRoom(): React.ReactElement {
  return (
    <Room
      title="Privacy"
      lede="Nothing you write or import leaves this device. Here is what the browser itself says about it."
      marginLabel="How to check it yourself"
      margin={<Check />}
    >
      <Ledger />
      <OfflineSection />
      <Storage />
      <section className="section" aria-labelledby="kept-title">
        <h2 id="kept-title">What is stored where</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Where</th>
              <th scope="col">How long</th>
            </tr>
          </thead>
          <tbody>
            {kept.map(([what, where, howLong]) => (
              <tr key={what}>
                <td>{what}</td>
                <td>{where}</td>
                <td>{howLong}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ForgetEverything />
    </Room>
  );
}

function Ledger(): React.ReactElement {
  const egress = useAssistantState((state) => state.egress);
  return (
    <section className="section" aria-labelledby="ledger-title">
      <h2 id="ledger-title">The ledger of this page</h2>
      <div className="ledger">
        <p className="ledger-item">
          <span className="ledger-number">{formatNumber(egress.requests)}</span>
          <span>{egress.requests === 1 ? "request" : "requests"} left this device since this page was opened</span>
        </p>
        <p className="ledger-item">
          <span className="ledger-number">{formatNumber(egress.blocked)}</span>
          <span>{egress.blocked === 1 ? "attempt was" : "attempts were"} stopped by the browser</span>
        </p>
      </div>
      {egress.hosts.length > 0 && (
        <div className="note trouble stack-tight">
          <strong>To these hosts</strong>
          <ul className="plain-list">
            {egress.hosts.map((host) => (
              <li key={host}>
                <code>{host}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Storage(): React.ReactElement {
  const assistant = useAssistant();
  const storage = useAssistantState((state) => state.storage);
  const [isAsking, setAsking] = useState(false);
  const persist = async (): Promise<void> => {
    setAsking(true);
    const isGranted = await assistant.requestPersistence().catch(() => false);
    notify(
      isGranted
        ? "The browser promised to keep it."
        : "The browser did not promise it. It may do so later, when you use this more.",
    );
    setAsking(false);
  };
  if (storage === null) return <></>;
  const share = storage.quotaBytes > 0 ? (100 * storage.usedBytes) / storage.quotaBytes : 0;
  return (
    <section className="section" aria-labelledby="storage-title">
      <h2 id="storage-title">Room on this device</h2>
      <p>
        {formatBytes(storage.usedBytes)} used of the {formatBytes(storage.quotaBytes)} that the browser allows (
        {share < 0.1 ? "less than 0.1" : share.toFixed(1)} %).
      </p>
      {storage.isPersisted ? (
        <p>The browser promised not to clear it when the disk runs full.</p>
      ) : (
        <div className="row">
          <Button className="button" isDisabled={isAsking} onPress={() => void persist()}>
            Ask the browser to keep it
          </Button>
          <span className="quiet small">Without this, a full disk may make it clear what is stored here.</span>
        </div>
      )}
    </section>
  );
}

function Check(): React.ReactElement {
  const imports = useAssistantState((state) => state.log?.entries ?? 0);
  return (
    <div className="stack">
      <h2>Check it yourself</h2>
      <ol className="numbered">
        <li>Cut the network: everything here goes on working.</li>
        <li>Open the browser’s developer tools, choose Network, and write: there is nothing but this address.</li>
        <li>Look at the page’s content security policy: it lets the page talk to its own origin only.</li>
      </ol>
      <p className="quiet">
        {count(imports, "entry is", "entries are")} stored here, as plain data of this browser profile. Who can use this
        profile can read them; an encrypted vault comes later, and backups with it.
      </p>
    </div>
  );
}
