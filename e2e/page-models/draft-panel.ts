import type { Locator, Page } from "@playwright/test";

export interface DraftOrder {
  readonly topic: string;
  readonly replyTo?: string;
  readonly candidates?: 1 | 2 | 3 | 4 | 5;
}

/** The Draft view of the margin. */
export class DraftPanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly topic: Locator;
  readonly replyTo: Locator;
  readonly start: Locator;
  readonly stop: Locator;
  readonly cards: Locator;
  /** Finished candidates: only those can be inserted. */
  readonly inserts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("tabpanel", { name: "Draft" });
    this.topic = this.panel.getByRole("textbox", { name: "Topic" });
    this.replyTo = this.panel.getByRole("textbox", { name: "Reply to (optional)" });
    this.start = this.panel.getByRole("button", { name: "Draft", exact: true });
    this.stop = this.panel.getByRole("button", { name: "Stop" });
    this.cards = this.panel.getByRole("article", { name: /^Draft \d+$/ });
    this.inserts = this.panel.getByRole("button", { name: "Insert" });
  }

  async order({ topic, replyTo = "", candidates }: DraftOrder): Promise<void> {
    await this.topic.fill(topic);
    await this.replyTo.fill(replyTo);
    if (candidates !== undefined) {
      await this.panel.getByRole("button", { name: /Drafts$/ }).click();
      await this.page.getByRole("option", { name: String(candidates), exact: true }).click();
    }
    await this.start.click();
  }

  /** Resolves when all candidates are there. */
  async untilDone(): Promise<void> {
    await this.cards.first().waitFor({ timeout: 90_000 });
    await this.start.waitFor({ timeout: 90_000 });
  }

  /** The words of each candidate. */
  async texts(): Promise<readonly string[]> {
    return this.cards.locator(".card-text").allTextContents();
  }

  /** A candidate, counted from 1. */
  card(number: number): Locator {
    return this.panel.getByRole("article", { name: `Draft ${number}`, exact: true });
  }
}
