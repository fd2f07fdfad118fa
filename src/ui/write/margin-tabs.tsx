import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import { CritiquePanel } from "./critique-panel.tsx";
import { DraftPanel } from "./draft-panel.tsx";
import { useCritique } from "./use-critique.ts";
import type { CritiqueDesk } from "./use-critique.ts";
import { useDrafts } from "./use-drafts.ts";
import type { Drafts } from "./use-drafts.ts";
import { WhyPanel } from "./why-panel.tsx";
import type { WritingDesk } from "./writing-desk.ts";

export type MarginView = "draft" | "critique" | "why";

interface MarginMatter {
  readonly desk: WritingDesk;
  readonly drafts: Drafts;
  readonly critique: CritiqueDesk;
  /** Puts the margin away on phones, so that the text can be seen. */
  readonly close: () => void;
}

const MarginContext = createContext<MarginMatter | null>(null);

function Provider(properties: {
  readonly desk: WritingDesk;
  readonly close: () => void;
  readonly children: ReactNode;
}): React.ReactElement {
  const { desk, close, children } = properties;
  const drafts = useDrafts();
  const critique = useCritique(desk);
  return <MarginContext value={{ desk, drafts, critique, close }}>{children}</MarginContext>;
}

/** The three views of the margin: Draft, Critique, Why. */
export function MarginTabs(properties: {
  readonly view: MarginView;
  readonly onView: (view: MarginView) => void;
}): React.ReactElement | null {
  const matter = useContext(MarginContext);
  if (matter === null) return null;
  const { desk, drafts, critique, close } = matter;
  return (
    <Tabs
      className="tabs"
      selectedKey={properties.view}
      onSelectionChange={(key) => properties.onView(key as MarginView)}
    >
      <TabList className="tab-list" aria-label="Margin views">
        <Tab className="tab" id="draft">
          Draft
        </Tab>
        <Tab className="tab" id="critique">
          Critique
        </Tab>
        <Tab className="tab" id="why">
          Why
        </Tab>
      </TabList>
      <TabPanel className="tab-panel" id="draft">
        <DraftPanel desk={desk} drafts={drafts} onInserted={close} />
      </TabPanel>
      <TabPanel className="tab-panel" id="critique">
        <CritiquePanel desk={desk} matter={critique} onGone={close} />
      </TabPanel>
      <TabPanel className="tab-panel" id="why">
        <WhyPanel desk={desk} />
      </TabPanel>
    </Tabs>
  );
}

MarginTabs.Provider = Provider;
