import { buildAssistant } from "./app/build-assistant.ts";
import { describeError } from "./app/describe-error.ts";
import { watchEgress } from "./app/egress-ledger.ts";
import { createImportDesk } from "./app/import/create-import-desk.ts";
import { startPersona } from "./app/persona/persona-client.ts";
import { connectEngine } from "./engine/client.ts";
import { startEngineWorker } from "./engine/start-engine-worker.ts";
import { registerServiceWorker } from "./service-worker/register.ts";
import { openStore } from "./store/open-store.ts";
import { mountApp } from "./ui/mount-app.tsx";
import { mountFailure } from "./ui/mount-failure.tsx";

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no element with the id “root”.");

try {
  const store = await openStore();
  const assistant = await buildAssistant({
    store,
    imports: createImportDesk({ store }),
    startEngine: () => connectEngine(startEngineWorker()),
    startPersona,
    watchEgress,
    modelUrl: new URL("/models/starter/", location.href).href,
    runtimeUrl: new URL("/ort/", location.href).href,
  });
  // After the app has begun to load, so that what is kept for later does not hold up what is needed now.
  mountApp(element, assistant, { offline: import.meta.env.PROD ? registerServiceWorker() : undefined });
} catch (error) {
  mountFailure(element, describeError(error));
}
