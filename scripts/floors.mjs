/**
 * Which folder of src may import from which: a file imports from lower floors or from its own folder. The table is the
 * source of `.oxlintrc.json` (`npm run lint-config`); docs/architecture.md explains it.
 */
export const floors = [
  ["text", "channel"],
  ["log", "corpus", "persona"],
  ["stylometry", "ngram", "retrieval", "prompt", "predict", "draft", "critique", "evaluation"],
  ["model", "engine", "store"],
  ["app", "service-worker"],
  ["headless"],
  ["ui"],
];

/** Folders of one floor do not know each other, with these exceptions. */
export const neighbours = { text: ["channel"], engine: ["model"] };

/** Who may import a package: everybody else may not. Regular expressions over the import's specifier. */
export const packageDoors = [
  { regex: "^dexie(/|$)", folders: ["store"], message: "Only src/store knows the database." },
  {
    regex: "^(onnxruntime-web|onnxruntime-common|@huggingface/tokenizers)(/|$)",
    folders: ["engine"],
    message: "Only src/engine knows the inference libraries.",
  },
  { regex: "^@huggingface/transformers(/|$)", folders: [], message: "transformers.js is for tests and benches only." },
  {
    regex:
      "^(react|react-dom|react-aria|react-aria-components|react-stately|@react-aria|lucide-react|wouter|zustand$)(/|$)",
    folders: ["ui"],
    message: "Only src/ui and src/main.tsx know React (zustand/vanilla is free).",
  },
  { regex: "^@codemirror/", folders: ["ui"], message: "Only src/ui knows the editor." },
  { regex: "^node:", folders: ["headless"], message: "Only src/headless runs in Node." },
];

/** Names that pure code (floors 0 to 2) must not know: DOM, storage, clock, network. */
export const impureGlobals = [
  "window",
  "document",
  "navigator",
  "location",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "caches",
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "performance",
  "setTimeout",
  "setInterval",
  "requestAnimationFrame",
  "requestIdleCallback",
  "process",
];

/** Index of the floor a folder of src stands on; undefined when the table does not know it. */
export function floorOf(folder) {
  const index = floors.findIndex((names) => names.includes(folder));
  return index === -1 ? undefined : index;
}

/** Folders that a folder must not import at all, and those of which it may know the types. */
export function forbiddenFor(folder) {
  const floor = floorOf(folder);
  const none = [];
  const typesOnly = [];
  for (const [index, names] of floors.entries()) {
    for (const name of names) {
      if (name === folder) continue;
      const isAbove = index > floor;
      const isStranger = index === floor && !(neighbours[folder] ?? []).includes(name);
      if (folder === "ui" && (name === "engine" || name === "store")) typesOnly.push(name);
      else if (folder === "ui" && name === "headless") none.push(name);
      else if (isAbove || isStranger) none.push(name);
    }
  }
  return { none, typesOnly };
}
