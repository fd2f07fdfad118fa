import { Keyboard, Settings2 } from "lucide-react";
import { Button } from "react-aria-components";
import { Link, useLocation } from "wouter";

import { Mark } from "./mark.tsx";
import { roomAt, rooms } from "./rooms.ts";

/** The rooms: index tabs at the left of the sheet, a bar at the bottom on phones. */
export function Rail(properties: { readonly onKeys: () => void; readonly onSettings: () => void }): React.ReactElement {
  const [path] = useLocation();
  const open = roomAt(path);
  return (
    <header className="rail">
      <Link href="/write" className="brand" aria-label="Selfsame: to Write">
        <Mark />
        <span className="wordmark">
          Self<span className="wordmark-pale">same</span>
        </span>
      </Link>
      <nav className="rooms" aria-label="Rooms">
        {rooms.map((room) => (
          <Link key={room.path} href={room.path} className="room-tab" aria-current={room === open ? "page" : undefined}>
            <room.icon size={21} strokeWidth={1.75} aria-hidden="true" />
            {room.name}
          </Link>
        ))}
      </nav>
      <div className="rail-foot">
        <Button className="button bare icon" aria-label="Keys" onPress={properties.onKeys}>
          <Keyboard size={20} strokeWidth={1.75} aria-hidden="true" />
        </Button>
        <Button className="button bare icon" aria-label="Settings" onPress={properties.onSettings}>
          <Settings2 size={20} strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </div>
    </header>
  );
}
