import { ensureInstalled } from "./install.mjs";

/** Runs all stages of test-stages.mjs, or the named ones; prints a table and the closing line; resolves with the exit code. */
export async function runTests(names) {
  await ensureInstalled();
  const { stages } = await import("./test-stages.mjs");
  const unknown = names.filter((name) => !Object.hasOwn(stages, name));
  if (unknown.length > 0) {
    console.error(`There is no stage “${unknown[0]}”. Stages: ${Object.keys(stages).join(", ")}.`);
    console.log("0 passed, 1 failed");
    return 2;
  }

  const rows = [];
  for (const name of names.length > 0 ? names : Object.keys(stages)) {
    console.log(`\n── ${name} ${"─".repeat(Math.max(0, 76 - name.length))}`);
    const startedAt = performance.now();
    const counts = await runStage(stages[name]);
    rows.push({ name, ...counts, seconds: (performance.now() - startedAt) / 1000 });
  }

  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`\n${table(rows)}\n`);
  const skipped = sum("skipped");
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return sum("failed") > 0 ? 1 : 0;
}

/** A stage that cannot run, or that checks nothing, has failed. */
async function runStage(stage) {
  try {
    const { passed, failed, skipped = 0 } = await stage();
    if (passed + failed > 0) return { passed, failed, skipped };
    console.error("This stage checked nothing.");
  } catch (error) {
    console.error(error.message);
  }
  return { passed: 0, failed: 1, skipped: 0 };
}

function table(rows) {
  const line = (name, passed, failed, skipped, seconds) =>
    [name.padEnd(10), passed.padStart(8), failed.padStart(8), skipped.padStart(8), seconds.padStart(9)].join("");
  return [
    line("stage", "passed", "failed", "skipped", "seconds"),
    ...rows.map((row) =>
      line(row.name, String(row.passed), String(row.failed), String(row.skipped), row.seconds.toFixed(1)),
    ),
  ].join("\n");
}
