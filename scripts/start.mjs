// `npm start`: install what is missing, build what has changed, serve the built app, open a browser.
// Only what every Node knows stands in this file and in node-version.mjs, so that an old Node gets a sentence, no stack.
import { requireNode } from "./node-version.mjs";

requireNode();
import("./run-app.mjs")
  .then(({ runApp }) => runApp(process.argv.slice(2)))
  .catch((error) => {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  });
