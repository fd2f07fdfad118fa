import { floors, forbiddenFor, impureGlobals, packageDoors } from "./floors.mjs";

const deepestFolder = 4;

/** The whole of `.oxlintrc.json`, with one override per folder and depth, so that `../log/` inside src/ui means src/ui/log. */
export function lintConfig() {
  return {
    $schema: "./node_modules/oxlint/configuration_schema.json",
    plugins: ["typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "vitest"],
    categories: { correctness: "error", suspicious: "off" },
    ignorePatterns: ["dist", ".cache", "test-results", "playwright-report", "scripts/lint-canary"],
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
      "max-lines": ["error", { max: 350, skipBlankLines: false, skipComments: false }],
      "import/no-cycle": "error",
      "import/no-default-export": "error",
      "import/no-self-import": "error",
      "oxc/no-barrel-file": ["error", { threshold: 0 }],
      "react/no-danger": "error",
      "react/rules-of-hooks": "error",
      "react/exhaustive-deps": "error",
      "react/react-in-jsx-scope": "off",
      "typescript/consistent-type-imports": "error",
      "typescript/no-explicit-any": "error",
      "typescript/no-floating-promises": "error",
      "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // A copy of what is iterated and changed at the same time is not useless.
      "unicorn/no-useless-spread": "off",
      // Our objects are closures: their methods need no `this`.
      "typescript/unbound-method": "off",
      "unicorn/filename-case": ["error", { case: "kebabCase" }],
      "vitest/no-disabled-tests": "error",
      "vitest/no-focused-tests": "error",
      "vitest/valid-expect": ["error", { maxArgs: 2 }],
    },
    overrides: [
      ...floors.flatMap((names, floor) => names.flatMap((name) => folderOverrides(name, floor))),
      { files: ["**/src/main.tsx"], rules: { "no-console": "off" } },
      { files: ["**/src/headless/**", "scripts/**", "bench/**", "training/**"], rules: { "no-console": "off" } },
      { files: ["*.config.ts", "*.config.mts", "e2e/build-app.ts"], rules: { "import/no-default-export": "off" } },
      {
        files: ["**/*.test.ts", "**/*.test.tsx", "bench/**", "e2e/**"],
        rules: {
          "no-restricted-imports": "off",
          "no-restricted-globals": "off",
          "no-restricted-properties": "off",
          "max-lines": "off",
        },
      },
      // Playwright's `use` is no hook, and its tests are not Vitest's.
      { files: ["e2e/**"], rules: { "react/rules-of-hooks": "off", "no-empty-pattern": "off" } },
    ],
  };
}

function folderOverrides(name, floor) {
  const overrides = [];
  for (let depth = 1; depth <= deepestFolder; depth += 1) {
    const files = [`**/src/${name}/${"*/".repeat(depth - 1)}*.{ts,tsx}`];
    overrides.push({ files, rules: { "no-restricted-imports": ["error", { patterns: importPatterns(name, depth) }] } });
  }
  if (floor <= 2) {
    overrides.push({
      files: [`**/src/${name}/**`],
      rules: {
        "no-restricted-globals": ["error", ...impureGlobals],
        "no-restricted-properties": ["error", { object: "Date", property: "now", message: "Pure code has no clock." }],
      },
    });
  }
  return overrides;
}

function importPatterns(name, depth) {
  const { none, typesOnly } = forbiddenFor(name);
  const toSrc = `^(\\./)?(\\.\\./){${depth}}`;
  const patterns = [
    { regex: `${toSrc}\\.\\./`, message: "Code in src imports nothing outside src." },
    { regex: `${toSrc}main(\\.|$)`, message: "Nothing imports the composition root." },
  ];
  if (none.length > 0) {
    patterns.push({ regex: `${toSrc}(${none.join("|")})/`, message: `src/${name} must not know this floor.` });
  }
  if (typesOnly.length > 0) {
    patterns.push({
      regex: `${toSrc}(${typesOnly.join("|")})/`,
      allowTypeImports: true,
      message: `src/${name} may only \`import type\` from here.`,
    });
  }
  for (const door of packageDoors) {
    if (!door.folders.includes(name)) patterns.push({ regex: door.regex, message: door.message });
  }
  return patterns;
}
