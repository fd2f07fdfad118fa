import { X } from "lucide-react";
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";

interface Notice {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** Tells what was done, with a way back where there is one. Stays long enough to be read and reached by keyboard. */
export function notify(text: string, undo?: () => void): void {
  queue.add({ text, undo }, { timeout: undo === undefined ? 6000 : 12_000 });
}

/** Where notices appear; F6 takes the keyboard there. */
export function Toasts(): React.ReactElement {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label="Notices">
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.undo !== undefined && (
            <Button
              className="button bare undo"
              onPress={() => {
                toast.content.undo?.();
                queue.close(toast.key);
              }}
            >
              Undo
            </Button>
          )}
          <Button slot="close" className="button bare icon" aria-label="Close notice">
            <X size={16} aria-hidden="true" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
