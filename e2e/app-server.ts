import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";

import { appDirectory, listen, serveApp } from "../scripts/serve.mjs";

/** The system chooses: a fixed one could be taken by a suite that runs beside this one while this server is stopped. */
const anyPort = 0;

/** Serves the built app as `npm start` does; can be stopped and started again at the same address. */
export class AppServer {
  readonly url: string;
  readonly #directory: string;
  readonly #port: number;
  #server: Server | undefined;

  private constructor(directory: string, server: Server, port: number) {
    this.#directory = directory;
    this.#server = server;
    this.#port = port;
    this.url = `http://localhost:${port}`;
  }

  static async start(directory: string = appDirectory): Promise<AppServer> {
    if (!existsSync(join(directory, "index.html"))) {
      throw new Error("The app is not built yet: run `npm start` or `npm run build` in the folder of Selfsame first.");
    }
    const server = serveApp(directory);
    return new AppServer(directory, server, await listen(server, anyPort, { isFixed: true }));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  async restart(): Promise<void> {
    if (this.#server !== undefined) return;
    this.#server = serveApp(this.#directory);
    await listen(this.#server, this.#port, { isFixed: true });
  }
}
