import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type AddressInfo } from "node:net";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listen, serveApp } from "./serve.mjs";

const base = mkdtempSync(join(tmpdir(), "selfsame-serve-"));
const directory = join(base, "dist");
const server = serveApp(directory);
let port = 0;
let origin = "";

beforeAll(async () => {
  mkdirSync(join(directory, "assets"), { recursive: true });
  mkdirSync(join(directory, "models"));
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(join(directory, ".hidden"), "secret");
  writeFileSync(join(directory, "index.html"), "<!doctype html><title>Selfsame</title>");
  writeFileSync(join(directory, "assets", "main-a1b2.js"), "export {};");
  writeFileSync(join(directory, "models", "weights.safetensors"), "0123456789");
  writeFileSync(join(directory, "models", "empty.txt"), "");
  for (const name of ["a.wasm", "a.mjs", "a.onnx", "a.jsonl", "a.webmanifest", "a.woff2"]) {
    writeFileSync(join(directory, name), "x");
  }
  port = await listen(server, 43_000 + (process.pid % 2000));
  origin = `http://localhost:${port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(base, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(origin + path, { headers });

/** The first line of the answer to a request line written by hand: `fetch` would tidy the path up first. */
function rawStatus(requestLine: string, host = "localhost"): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`${requestLine} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    let answer = "";
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("what every answer carries", () => {
  test("isolation, no sniffing, no referrer, and a policy without unsafe sources", async () => {
    for (const path of ["/", "/assets/main-a1b2.js", "/a.wasm", "/missing.js"]) {
      const { headers } = await get(path);
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
      expect(headers.get("cross-origin-embedder-policy"), path).toBe("require-corp");
      expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBe("no-referrer");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).not.toContain("'unsafe-");
      expect(policy).not.toMatch(/https?:/);
    }
  });

  test("pages also forbid strings as scripts", async () => {
    expect((await get("/")).headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
  });

  test.each([
    ["/a.wasm", "application/wasm"],
    ["/a.mjs", "text/javascript; charset=utf-8"],
    ["/assets/main-a1b2.js", "text/javascript; charset=utf-8"],
    ["/a.onnx", "application/octet-stream"],
    ["/models/weights.safetensors", "application/octet-stream"],
    ["/a.jsonl", "application/jsonl; charset=utf-8"],
    ["/a.webmanifest", "application/manifest+json; charset=utf-8"],
    ["/a.woff2", "font/woff2"],
    ["/", "text/html; charset=utf-8"],
  ])("%s is %s", async (path, type) => {
    expect((await get(path)).headers.get("content-type")).toBe(type);
  });

  test("hashed files are kept for good, all others are asked for again", async () => {
    expect((await get("/assets/main-a1b2.js")).headers.get("cache-control")).toContain("immutable");
    for (const path of ["/", "/a.wasm", "/models/weights.safetensors"]) {
      expect((await get(path)).headers.get("cache-control")).toBe("no-cache");
    }
  });

  test("an unchanged file is answered with 304", async () => {
    const etag = (await get("/a.wasm")).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await get("/a.wasm", { "If-None-Match": etag })).status).toBe(304);
  });
});

describe("paths", () => {
  test("rooms of the app are its page; a missing file is 404", async () => {
    for (const path of ["/log", "/models", "/deep/link?x=1"]) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("<title>Selfsame</title>");
    }
    for (const path of ["/missing.js", "/assets/main-0000.js", "/models/none.onnx"]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..\\secret.txt",
    "/%5c..%5csecret.txt",
    "//../secret.txt",
    "/.hidden",
    "/%2ehidden",
    "/index.html%00.js",
    "/%ff",
    "http://localhost/../secret.txt",
  ])("GET %s shows nothing from outside", async (path) => {
    const answer = await rawStatus(`GET ${path}`);
    expect(answer).not.toContain("\r\nsecret");
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("another host name that was pointed at this machine gets nothing", async () => {
    expect(await rawStatus("GET /", "evil.example")).toMatch(/^HTTP\/1\.1 403 /);
    expect(await rawStatus("GET /", `127.0.0.1:${port}`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("only GET and HEAD", async () => {
    const posted = await fetch(origin, { method: "POST", body: "x" });
    expect(posted.status).toBe(405);
    const head = await fetch(`${origin}/models/weights.safetensors`, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe("10");
    expect(await head.text()).toBe("");
  });
});

describe("ranges", () => {
  const path = "/models/weights.safetensors";

  test.each([
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
  ])("%s", async (range, body, contentRange) => {
    const response = await get(path, { Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(await response.text()).toBe(body);
  });

  test("a range behind the end is refused; one that cannot be read means the whole file", async () => {
    expect((await get(path, { Range: "bytes=10-" })).status).toBe(416);
    expect((await get("/models/empty.txt", { Range: "bytes=0-" })).status).toBe(416);
    expect(await (await get(path, { Range: "lines=1-2" })).text()).toBe("0123456789");
  });

  test("an empty file is empty", async () => {
    const response = await get("/models/empty.txt");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});

describe("ports", () => {
  test("only this machine can reach it", () => {
    expect((server.address() as AddressInfo).address).toBe("127.0.0.1");
  });

  test("the next free one is taken, unless the port was asked for", async () => {
    const second = serveApp(directory);
    const next = await listen(second, port);
    expect(next).toBeGreaterThan(port);
    second.close();
    await expect(listen(serveApp(directory), port, { isFixed: true })).rejects.toThrow(/taken/);
  });

  test("a reader who goes away in mid-file does no harm", async () => {
    const big = createHash("sha256").update("x").digest("hex").repeat(300_000);
    writeFileSync(join(directory, "big.txt"), big);
    await new Promise<void>((resolve, reject) => {
      const call = request(`${origin}/big.txt`, (response) => {
        response.once("data", () => {
          call.destroy();
          resolve();
        });
      });
      call.on("error", reject);
      call.end();
    });
    expect((await get("/big.txt")).headers.get("content-length")).toBe(String(big.length));
  });
});
