import type { PageMessage } from "../messages.ts";
import { chooseFiles, isRoom, pagePath, type PrecacheFile } from "../precache.ts";
import { FileCache } from "./file-cache.ts";

/*
 * [Note: offline] The build writes every file of the app, with its hash, into this script, so that each version of the
 * app has its own service worker. It installs when all its files are in and verified; until then, and until the person
 * asks for the new version or closes the last page, the old one serves its own files. Nothing else is ever kept, and
 * requests to other origins are not touched: the content security policy stops them.
 */

declare const self: ServiceWorkerGlobalScope;
/** Replaced by the build. */
declare const __PRECACHE__: readonly PrecacheFile[];

const files = new FileCache(
  chooseFiles(__PRECACHE__, { hasJspi: "Suspending" in WebAssembly, hasWebGpu: "gpu" in navigator }),
);

self.addEventListener("install", (event) => {
  event.waitUntil(files.fill((doneBytes, totalBytes) => void tellPages(doneBytes, totalBytes)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await self.clients.claim();
      // Pages of the old version may still ask for its files; they are removed when a page is opened alone.
      if ((await openPages()).length <= 1) await files.removeOthers();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const path = request.mode === "navigate" && isRoom(url.pathname) ? pagePath : url.pathname;
  if (files.mayHave(path)) event.respondWith(files.match(path).then((response) => response ?? fetch(request)));
});

self.addEventListener("message", (event) => {
  const message = event.data as PageMessage;
  if (message.type === "take-over") event.waitUntil(self.skipWaiting());
  if (message.type === "take-over-when-alone") event.waitUntil(takeOverWhenAlone());
});

async function takeOverWhenAlone(): Promise<void> {
  if ((await openPages()).length > 1) return;
  if (self.serviceWorker.state === "installed") await self.skipWaiting();
  else await files.removeOthers();
}

async function tellPages(doneBytes: number, totalBytes: number): Promise<void> {
  for (const page of await openPages()) page.postMessage({ type: "progress", doneBytes, totalBytes });
}

function openPages(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}
