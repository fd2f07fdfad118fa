/** Flags for a Chromium that tests drive: nothing that talks to the network by itself. */
export const chromiumFlags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The sandbox cannot start as root; everywhere else it stays on.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** WebGPU in software, where there is no graphics device: right, but very slow. For tests with micro models. */
export const softwareWebGpuFlags = ["--enable-unsafe-webgpu"];
