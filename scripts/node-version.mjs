export const oldestNodeMajor = 20;

/** Ends the process with a plain sentence when this Node is too old. */
export function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= oldestNodeMajor) return;
  console.error(
    "Selfsame needs Node " +
      oldestNodeMajor +
      " or newer; this is Node " +
      process.versions.node +
      ".\n" +
      "A current one is at https://nodejs.org/ (or use your package manager: nvm, fnm, brew, winget, apt).",
  );
  process.exit(1);
}
