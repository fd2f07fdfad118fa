import { useCallback, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { Redirect, Router, useLocation } from "wouter";

import { FirstRun } from "../first-run/first-run.tsx";
import { LogRoom } from "../log/log-room.tsx";
import { ModelsRoom } from "../models/models-room.tsx";
import { useAssistantState } from "../parts/assistant-context.ts";
import { locale } from "../parts/format.ts";
import { LiveRegion } from "../parts/live.tsx";
import { Toasts } from "../parts/toasts.tsx";
import { useUiSetting } from "../parts/ui-settings.ts";
import { PersonaRoom } from "../persona/persona-room.tsx";
import { PredictRoom } from "../predict/predict-room.tsx";
import { PrivacyRoom } from "../privacy/privacy-room.tsx";
import { WriteRoom } from "../write/write-room.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { Rail } from "./rail.tsx";
import { roomAt } from "./rooms.ts";
import { SettingsDialog } from "./settings-dialog.tsx";
import { StatusLine } from "./status-line.tsx";
import { useArrival } from "./use-arrival.ts";
import { useShellKeys } from "./use-shell-keys.ts";
import { useTheme } from "./use-theme.ts";

function OpenRoom(properties: { readonly isFirstRun: boolean }): React.ReactElement | null {
  const [path] = useLocation();
  switch (roomAt(path)?.name) {
    case undefined:
      return <Redirect to="/write" replace />;
    case "Write":
      return properties.isFirstRun ? <FirstRun /> : null;
    case "Predict":
      return <PredictRoom />;
    case "Persona":
      return <PersonaRoom />;
    case "Log":
      return <LogRoom />;
    case "Models":
      return <ModelsRoom />;
    default:
      return <PrivacyRoom />;
  }
}

const patienceMs = 2000;

/**
 * Whether nothing is here yet and the person has not said that they want to begin without a history. Null while the log
 * is still being read: the sheet stays blank then, rather than showing a room that goes again; but not for long.
 */
function useIsFirstRun(): boolean | null {
  const isDismissed = useUiSetting("isFirstRunDismissed");
  const entries = useAssistantState((state) => state.log?.entries ?? null);
  const hasDocuments = useAssistantState((state) => state.documents.length > 0);
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (isDismissed || hasDocuments) return false;
  if (entries === null) return isPatient ? null : false;
  return entries === 0;
}

function Desk(): React.ReactElement {
  const [path] = useLocation();
  const [dialog, setDialog] = useState<"keys" | "settings" | null>(null);
  const openKeys = useCallback(() => setDialog("keys"), []);
  const openSettings = useCallback(() => setDialog("settings"), []);
  const close = useCallback(() => setDialog(null), []);
  const isFirstRun = useIsFirstRun();
  useTheme();
  useShellKeys(openKeys);
  useArrival();
  return (
    <>
      <div className="desk">
        <a className="skip" href="#sheet">
          Skip to the sheet
        </a>
        <Rail onKeys={openKeys} onSettings={openSettings} />
        <main className="sheet" id="sheet" tabIndex={-1}>
          {/* Write stays alive behind the other rooms: undo, caret and running drafts survive a walk. */}
          <WriteRoom isOpen={roomAt(path)?.name === "Write" && isFirstRun === false} />
          <OpenRoom isFirstRun={isFirstRun === true} />
        </main>
        <StatusLine onSettings={openSettings} />
      </div>
      <KeysDialog isOpen={dialog === "keys"} onClose={close} />
      <SettingsDialog isOpen={dialog === "settings"} onClose={close} onKeys={openKeys} />
      <Toasts />
      <LiveRegion />
    </>
  );
}

/** The whole app: rail, sheet, status line, and what lies over them. */
export function AppFrame(): React.ReactElement {
  return (
    <I18nProvider locale={locale}>
      <Router base={import.meta.env.BASE_URL.replace(/\/$/u, "")}>
        <Desk />
      </Router>
    </I18nProvider>
  );
}
