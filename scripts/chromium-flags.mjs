/** Flags for a Chromium that tests drive: software WebGPU, and nothing that talks to the network by itself. */
export const chromiumFlags = [
  "--enable-unsafe-webgpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The sandbox cannot start as root; everywhere else it stays on.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
