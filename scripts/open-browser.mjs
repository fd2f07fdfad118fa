import { spawn } from "node:child_process";

/** Opens an address in the person's browser; that this fails, or that there is none, is no error. */
export function openBrowser(address) {
  const command = commandFor(process.platform, process.env);
  if (command === undefined) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, address], { stdio: "ignore", detached: true });
  child.once("error", () => {});
  child.unref();
}

function commandFor(platform, env) {
  if (env.CI) return undefined;
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  const hasScreen = env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME;
  return hasScreen ? ["xdg-open"] : undefined;
}
