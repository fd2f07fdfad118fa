import { Button } from "react-aria-components";

import { AskDialog } from "../parts/ask-dialog.tsx";
import { Picker, Toggle } from "../parts/controls.tsx";
import { changeUiSettings, useUiSetting } from "../parts/ui-settings.ts";
import type { UiSettings } from "../parts/ui-settings.ts";

const themes = [
  { id: "system", label: "As the system" },
  { id: "light", label: "Light: the sheet by day" },
  { id: "dark", label: "Dark: the sheet under a lamp" },
];

/** What a person may choose about the screens. */
export function SettingsDialog(properties: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onKeys: () => void;
}): React.ReactElement {
  const theme = useUiSetting("theme");
  const suggestions = useUiSetting("suggestions");
  const announceSuggestions = useUiSetting("announceSuggestions");
  const underlineProvenance = useUiSetting("underlineProvenance");
  const singleKeys = useUiSetting("singleKeys");
  return (
    <AskDialog title="Settings" isOpen={properties.isOpen} onClose={properties.onClose}>
      <Picker
        label="Appearance"
        choices={themes}
        chosen={theme}
        onChoose={(id) => changeUiSettings({ theme: id as UiSettings["theme"] })}
      />
      <div>
        <Toggle isOn={suggestions} onChange={(isOn) => changeUiSettings({ suggestions: isOn })}>
          Suggest while I write
        </Toggle>
        <Toggle isOn={announceSuggestions} onChange={(isOn) => changeUiSettings({ announceSuggestions: isOn })}>
          Tell my screen reader what is suggested
        </Toggle>
        <Toggle isOn={underlineProvenance} onChange={(isOn) => changeUiSettings({ underlineProvenance: isOn })}>
          Underline what I accepted and did not type
        </Toggle>
        <Toggle isOn={singleKeys} onChange={(isOn) => changeUiSettings({ singleKeys: isOn })}>
          Single keys: ? for the list of keys, g for rooms
        </Toggle>
      </div>
      <div className="row">
        <Button className="button primary" onPress={properties.onClose}>
          Close
        </Button>
        <Button className="button" onPress={properties.onKeys}>
          Show the keys
        </Button>
      </div>
    </AskDialog>
  );
}
