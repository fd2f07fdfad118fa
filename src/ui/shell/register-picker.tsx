import { useEffect } from "react";

import { Picker } from "../parts/controls.tsx";
import { useAssistantState } from "../parts/assistant-context.ts";
import { formatNumber } from "../parts/format.ts";
import { changeUiSettings, useUiSetting } from "../parts/ui-settings.ts";

const always = ["post"];

/** Whom one writes to: the registers of the log, those with most entries first. */
export function RegisterPicker(): React.ReactElement {
  const registers = useAssistantState((state) => state.log?.registers);
  const chosen = useUiSetting("register");
  const counts = Object.entries(registers ?? {}).toSorted((a, b) => b[1] - a[1]);
  const most = counts[0]?.[0];

  // A register that the log does not know would find no evidence: take the most frequent one.
  useEffect(() => {
    if (most !== undefined && registers !== undefined && !Object.hasOwn(registers, chosen)) {
      changeUiSettings({ register: most });
    }
  }, [most, registers, chosen]);

  const names = [...new Set([...counts.map(([name]) => name), ...(counts.length === 0 ? always : []), chosen])];
  return (
    <div className="status-item">
      <span aria-hidden="true" className="only-wide">
        Writing a
      </span>
      <Picker
        label="Writing a"
        isLabelHidden
        chosen={chosen}
        onChoose={(register) => changeUiSettings({ register })}
        choices={names.map((name) => ({
          id: name,
          label: name,
          detail: registers?.[name] === undefined ? undefined : formatNumber(registers[name]),
        }))}
      />
    </div>
  );
}
