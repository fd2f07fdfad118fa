import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

import { roomAt } from "./rooms.ts";

/** Names the page after its room, and puts the focus on the room's heading when the person went there. */
export function useArrival(): void {
  const [path] = useLocation();
  const room = roomAt(path)?.name;
  const lastRoom = useRef<string | undefined>(undefined);
  useEffect(() => {
    document.title = room === undefined ? "Selfsame" : `${room} – Selfsame`;
    if (lastRoom.current !== undefined && lastRoom.current !== room) {
      document.querySelector<HTMLElement>("#sheet > :not([hidden]) h1")?.focus({ preventScroll: true });
    }
    lastRoom.current = room;
  }, [room]);
}
