// `npm run --silent import -- …` and its sisters: one verb of src/headless, run in Node. stdout belongs to the verb.
import { requireNode } from "./node-version.mjs";

requireNode();
import("./run-headless.mjs")
  .then(({ runHeadless }) => runHeadless(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
