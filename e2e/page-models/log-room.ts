import type { Locator, Page } from "@playwright/test";

/** The person's history, and the list of imports. */
export class LogRoom {
  readonly page: Page;
  readonly add: Locator;
  readonly entries: Locator;
  readonly search: Locator;
  readonly imports: Locator;

  constructor(page: Page) {
    const main = page.getByRole("main");
    this.page = page;
    this.add = main.getByRole("button", { name: "Add history" });
    this.entries = main.getByRole("list", { name: "Entries" }).getByRole("listitem");
    this.search = main.getByRole("searchbox");
    this.imports = main.getByRole("region", { name: "Imports" }).getByRole("listitem");
  }

  /** How many entries the room says there are; 0 when the log is empty. */
  async entryCount(): Promise<number> {
    const lede = this.page.getByRole("main").getByText(/^([\d,]+) entr(y|ies), |^This is where your own words will be/);
    const words = await lede.innerText();
    return Number((/^[\d,]+/.exec(words)?.[0] ?? "0").replaceAll(",", ""));
  }

  async undoImport(title: string | RegExp): Promise<void> {
    await this.imports.filter({ hasText: title }).getByRole("button", { name: /^Undo/ }).click();
    await this.page.getByRole("alertdialog").getByRole("button", { name: "Undo the import" }).click();
  }
}
