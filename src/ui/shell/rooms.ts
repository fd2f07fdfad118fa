import { Cpu, PenLine, ScrollText, ShieldCheck, Telescope, UserRound } from "lucide-react";
import type { LucideIcon } from "lucide-react";

export interface RoomLink {
  readonly path: string;
  readonly name: string;
  /** The letter that goes there after `g`. */
  readonly key: string;
  readonly icon: LucideIcon;
}

/** The six rooms, in the order of the rail. */
export const rooms: readonly RoomLink[] = [
  { path: "/write", name: "Write", key: "w", icon: PenLine },
  { path: "/predict", name: "Predict", key: "p", icon: Telescope },
  { path: "/persona", name: "Persona", key: "e", icon: UserRound },
  { path: "/log", name: "Log", key: "l", icon: ScrollText },
  { path: "/models", name: "Models", key: "m", icon: Cpu },
  { path: "/privacy", name: "Privacy", key: "y", icon: ShieldCheck },
];

/** The room that an address belongs to. */
export function roomAt(path: string): RoomLink | undefined {
  return rooms.find((room) => path === room.path || path.startsWith(`${room.path}/`));
}
