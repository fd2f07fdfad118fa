// `npm test [-- STAGE…]`: sets up what it needs, runs the stages, closes with one line: N passed, N failed.
import { requireNode } from "./node-version.mjs";

requireNode();
import("./run-tests.mjs")
  .then(({ runTests }) => runTests(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error);
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
  });
