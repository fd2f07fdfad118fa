import { parseArgs } from "node:util";

import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { openBrowser } from "./open-browser.mjs";
import { appDirectory, listen, serveApp } from "./serve.mjs";

const defaultPort = 4173;
const usage = `npm start [-- options]

  --no-open    do not open a browser
  --port N     serve on this port only (default: ${defaultPort}, or the next free one)
  --help       this text`;

/** Does all that `npm start` does; resolves once the app is served. */
export async function runApp(args) {
  const options = readOptions(args);
  if (options.help) return console.log(usage);

  await ensureInstalled();
  await ensureBuilt();

  const server = serveApp(appDirectory);
  const port = await listen(server, options.port ?? defaultPort, { isFixed: options.port !== undefined });
  const address = `http://localhost:${port}/`;
  if (options.port === undefined && port !== defaultPort) {
    console.log(
      `Port ${defaultPort} is taken, so this is port ${port}. A browser keeps what you import per address:\n` +
        `to see what you imported on ${defaultPort}, stop what runs there and start again.`,
    );
  }
  console.log(`\nSelfsame is ready: ${address}\nCtrl-C stops it.`);
  if (options.open) openBrowser(address);

  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    strict: true,
    options: {
      open: { type: "boolean" },
      "no-open": { type: "boolean" },
      port: { type: "string" },
      help: { type: "boolean" },
    },
  });
  let port;
  if (values.port !== undefined) {
    port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port < 1 || port > 65535) {
      throw new Error(`--port wants a number from 1 to 65535, not “${values.port}”.`);
    }
  }
  return { port, open: values["no-open"] !== true, help: values.help === true };
}
