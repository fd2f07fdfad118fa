import { Check, ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button,
  Checkbox,
  Disclosure,
  DisclosurePanel,
  Heading,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  ProgressBar,
  Select,
  SelectValue,
  Switch,
} from "react-aria-components";

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

/** One of a few things. The label is always there, though it may be for assistive technology only. */
export function Picker(properties: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}): React.ReactElement {
  const { label, isLabelHidden = false, choices, chosen, onChoose } = properties;
  return (
    <Select
      className="field"
      selectedKey={chosen}
      onSelectionChange={(key) => key !== null && onChoose(String(key))}
      {...(isLabelHidden ? { "aria-label": label } : {})}
    >
      {!isLabelHidden && <Label className="field-label">{label}</Label>}
      <Button className="select-button">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={15} aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="popover-list" items={choices}>
          {(choice) => (
            <ListBoxItem className="option" id={choice.id} textValue={choice.label}>
              <span>{choice.label}</span>
              {choice.detail !== undefined && <span className="quiet small">{choice.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** Something that is on or off at once. */
export function Toggle(properties: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}): React.ReactElement {
  return (
    <Switch className="switch" isSelected={properties.isOn} onChange={properties.onChange}>
      <span className="switch-track" aria-hidden="true" />
      <span>{properties.children}</span>
    </Switch>
  );
}

/** A box to tick inside a group. */
export function CheckBox(properties: { readonly value: string; readonly children: ReactNode }): React.ReactElement {
  return (
    <Checkbox className="check" value={properties.value}>
      <span className="check-box" aria-hidden="true">
        <Check size={14} strokeWidth={3} />
      </span>
      <span>{properties.children}</span>
    </Checkbox>
  );
}

/** Something long: what it is, how far it is; `fraction` null when nobody knows. */
export function Progress(properties: {
  readonly label: string;
  readonly fraction: number | null;
  readonly detail?: string | undefined;
}): React.ReactElement {
  const { label, fraction, detail } = properties;
  return (
    <ProgressBar
      className="progress"
      aria-label={label}
      {...(fraction === null ? { isIndeterminate: true } : { value: Math.round(fraction * 100) })}
    >
      {({ percentage, valueText }) => (
        <>
          <div className="row spread small">
            <span>{label}</span>
            <span className="quiet">{detail ?? valueText}</span>
          </div>
          <div className="progress-track">
            {fraction === null ? (
              <div className="progress-fill unknown" />
            ) : (
              <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />
            )}
          </div>
        </>
      )}
    </ProgressBar>
  );
}

/** Something that can be opened to see more. */
export function Details(properties: {
  readonly title: ReactNode;
  readonly level?: 2 | 3 | 4;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}): React.ReactElement {
  return (
    <Disclosure className="disclosure" defaultExpanded={properties.isOpenAtFirst ?? false}>
      <Heading level={properties.level ?? 3}>
        <Button slot="trigger" className="disclosure-button">
          <ChevronRight size={15} aria-hidden="true" />
          <span>{properties.title}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">{properties.children}</DisclosurePanel>
    </Disclosure>
  );
}
