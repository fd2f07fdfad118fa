import type { Locator, Page } from "@playwright/test";

/** A file as a browser gives it to the page: a path on this machine, or its content. */
export type HistoryFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Log, Add history: what have you got – this is what I found – who are you? – kept. */
export class ImportTalk {
  readonly page: Page;
  readonly chooseFiles: Locator;
  readonly paste: Locator;
  readonly pasteBox: Locator;
  readonly look: Locator;
  readonly found: Locator;
  readonly authors: Locator;
  readonly leftOut: Locator;
  readonly keep: Locator;
  readonly doNotKeep: Locator;
  readonly stop: Locator;
  readonly progress: Locator;
  readonly done: Locator;
  readonly failed: Locator;
  readonly again: Locator;
  readonly undo: Locator;
  readonly addMore: Locator;

  constructor(page: Page) {
    const talk = page.getByRole("main");
    this.page = page;
    this.chooseFiles = talk.getByRole("button", { name: "Choose files" });
    this.paste = talk.getByRole("button", { name: "Paste text" });
    this.pasteBox = talk.getByRole("textbox", { name: "Text that you wrote" });
    this.look = talk.getByRole("button", { name: "Look at this text" });
    this.found = talk.getByText(/^I found /);
    this.authors = talk.getByRole("group", { name: "Who are you?" });
    this.leftOut = talk.getByRole("region", { name: "Left out" });
    this.keep = talk.getByRole("button", { name: /^Keep [\d,]+ entr/ });
    this.doNotKeep = talk.getByRole("button", { name: "Do not keep" });
    this.stop = talk.getByRole("button", { name: "Stop" });
    this.progress = talk.getByRole("progressbar");
    this.done = talk.getByText(/^Done\. /);
    this.failed = talk.getByText(/^I could not /);
    this.again = talk.getByRole("button", { name: "Choose again" });
    this.undo = talk.getByRole("button", { name: "Undo", exact: true });
    this.addMore = talk.getByRole("button", { name: "Add more" });
  }

  /** Gives the files to the hidden file input behind “Choose files”; resolves at once. */
  async offer(files: readonly HistoryFile[]): Promise<void> {
    const input = this.page.locator('input[type="file"]:not([webkitdirectory])');
    const paths = files.filter((file) => typeof file === "string");
    if (paths.length === files.length) await input.setInputFiles(paths);
    else await input.setInputFiles(files.filter((file) => typeof file !== "string"));
  }

  /** Gives the files and waits for what was found; rejects with what the page says when they cannot be read. */
  async choose(files: readonly HistoryFile[]): Promise<void> {
    await this.offer(files);
    await this.untilFound();
  }

  async pasteText(text: string): Promise<void> {
    await this.paste.click();
    await this.pasteBox.fill(text);
    await this.look.click();
  }

  async untilFound(): Promise<void> {
    await this.found.or(this.failed).waitFor({ timeout: 90_000 });
    if (await this.failed.isVisible()) throw new Error(await this.page.getByRole("main").innerText());
  }

  /** Says who the person is, where the page asks; other ticks are taken away. */
  async chooseMe(name: string): Promise<void> {
    if (!(await this.authors.isVisible())) return;
    for (const box of await this.authors.getByRole("checkbox").all()) await box.uncheck({ force: true });
    const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    await this.authors.getByRole("checkbox", { name: new RegExp(`^${escaped}\\b`) }).check({ force: true });
  }

  async keepAll(): Promise<void> {
    await this.keep.click();
    await this.done.or(this.failed).waitFor({ timeout: 90_000 });
    if (await this.failed.isVisible()) throw new Error(await this.page.getByRole("main").innerText());
  }
}
