import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";

import { root } from "./install.mjs";
import { contentTypeOf } from "./content-types.mjs";
import { pageSecurityPolicy, securityHeaders } from "./security-headers.mjs";

export const appDirectory = join(root, "dist");
const portsToTry = 20;

/** A server of the files of one folder, for this machine only: see docs/storage.md for what it never does (log, cache). */
export function serveApp(directory) {
  return createServer((request, response) => {
    answer(directory, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, "The server failed.");
    });
  });
}

/** Listens on 127.0.0.1; resolves with the port: this one, or when it is taken and not fixed, the next free one. */
export async function listen(server, port, { isFixed = false } = {}) {
  const last = isFixed ? port : port + portsToTry - 1;
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      return await listenOn(server, candidate);
    } catch (error) {
      if (error.code === "EACCES")
        throw new Error(`Port ${candidate} may not be used by this account.`, { cause: error });
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(
    isFixed
      ? `Port ${port} is taken by another program. Choose another with --port N, or leave --port out.`
      : `The ports ${port} to ${last} are all taken. Choose one with --port N.`,
  );
}

function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });
}

async function answer(directory, request, response) {
  if (!isLocalHost(request.headers.host)) return refuse(response, 403, "This address is not served.");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "Only GET and HEAD are answered.");
  }
  const file = await findFile(directory, request.url ?? "/");
  if (file === undefined) return refuse(response, 404, "There is no such file.");

  const { path, size, mtimeMs } = file;
  const contentType = contentTypeOf(path);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (contentType.startsWith("text/html")) response.setHeader("Content-Security-Policy", pageSecurityPolicy);
  response.setHeader("Content-Type", contentType);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", isHashed(directory, path) ? "public, max-age=31536000, immutable" : "no-cache");

  if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
  const range = readRange(request.headers.range, size);
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${size}`);
    return response.writeHead(416).end();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.setHeader("Content-Length", end - start + 1);
  if (range !== undefined) response.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
  response.writeHead(range === undefined ? 200 : 206);
  if (request.method === "HEAD" || size === 0) return response.end();
  await pipeline(createReadStream(path, { start, end }), response);
}

/** Only names of this machine: a page of another site whose name was pointed at 127.0.0.1 gets nothing. */
function isLocalHost(host) {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

/** The file that a request means; addresses without an ending are rooms of the app, which index.html shows. */
async function findFile(directory, url) {
  let pathname;
  try {
    pathname = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (!pathname.startsWith("/") || pathname.includes("\0") || pathname.includes("\\")) return undefined;
  const segments = pathname.split("/");
  if (segments.some((segment) => segment.startsWith("."))) return undefined;
  const path = normalize(join(directory, ...segments));
  if (path !== directory && !path.startsWith(directory + sep)) return undefined;

  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return { path, size: found.size, mtimeMs: found.mtimeMs };
  if (extname(pathname) !== "") return undefined;
  const index = join(directory, "index.html");
  const page = await stat(index).catch(() => undefined);
  return page === undefined ? undefined : { path: index, size: page.size, mtimeMs: page.mtimeMs };
}

/** Vite writes a hash of the content into the names of the files in assets. */
function isHashed(directory, path) {
  return path.startsWith(join(directory, "assets") + sep);
}

/** One range of bytes, both ends included; undefined for the whole file. Several ranges are answered with the whole file. */
function readRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const [, from, to] = match;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}

function refuse(response, status, message) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${message}\n`);
}
