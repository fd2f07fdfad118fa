import type { Locator, Page } from "@playwright/test";

/** The Critique view of the margin. */
export class CritiquePanel {
  readonly panel: Locator;
  readonly look: Locator;
  readonly findings: Locator;
  readonly nothingStandsOut: Locator;
  readonly sum: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole("tabpanel", { name: "Critique" });
    this.look = this.panel.getByRole("button", { name: /^Look (at this text|again)$/ });
    this.findings = this.panel.getByRole("list", { name: "Findings" }).getByRole("article");
    this.nothingStandsOut = this.panel.getByText("Nothing stands out");
    this.sum = this.panel.getByText(/bits a character/);
  }

  /** Has the text looked at; resolves when the findings are there. */
  async run(): Promise<void> {
    await this.look.click();
    await this.sum.waitFor({ timeout: 90_000 });
  }

  /** What each finding says. */
  async messages(): Promise<readonly string[]> {
    return this.findings.getByRole("heading", { level: 3 }).allTextContents();
  }
}
