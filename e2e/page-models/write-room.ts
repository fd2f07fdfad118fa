import type { Locator, Page } from "@playwright/test";

const stillMs = 900;

/** The editor with its ghost text. */
export class WriteRoom {
  readonly page: Page;
  readonly editor: Locator;
  /** Ghost text is for eyes only (aria-hidden; screen readers hear it from the live region), so it has no role. */
  readonly ghost: Locator;
  readonly saved: Locator;
  readonly newDocument: Locator;
  readonly heatWords: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.getByRole("textbox", { name: "Text", exact: true });
    this.ghost = page.locator(".cm-ghost");
    this.saved = page.getByText("Saved on this device");
    this.newDocument = page.getByRole("button", { name: "New document" });
    this.heatWords = page.locator(".cm-heat");
  }

  /** Types key by key at the end of the text. */
  async type(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.type(text);
  }

  /** Replaces the text by another one at once. */
  async replaceText(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    if (text !== "") await this.page.keyboard.insertText(text);
  }

  /** The text of the document, without the ghost text. */
  async text(): Promise<string> {
    const lines = await this.editor.locator(".cm-line").evaluateAll((elements) =>
      elements.map((element) => {
        const line = element.cloneNode(true) as HTMLElement;
        for (const other of line.querySelectorAll(".cm-ghost, .cm-placeholder")) other.remove();
        return line.textContent ?? "";
      }),
    );
    return lines.join("\n");
  }

  /** The ghost text once no better one follows: it has stood still for a moment. Rejects when none comes. */
  async suggestion(timeoutMs = 30_000): Promise<string> {
    await this.ghost.first().waitFor({ timeout: timeoutMs });
    let last = "";
    let since = Date.now();
    for (;;) {
      const now = (await this.ghost.count()) > 0 ? ((await this.ghost.first().textContent()) ?? "") : "";
      if (now !== last) {
        last = now;
        since = Date.now();
      }
      if (last !== "" && Date.now() - since >= stillMs) return last;
      if (Date.now() - since > timeoutMs) throw new Error("The suggestion went away and no other came.");
      await this.page.waitForTimeout(50);
    }
  }

  async acceptAll(): Promise<void> {
    await this.page.keyboard.press("Tab");
  }

  async acceptWord(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+ArrowRight");
  }

  async refuse(): Promise<void> {
    await this.page.keyboard.press("Escape");
  }

  async openMargin(view: "Draft" | "Critique" | "Why"): Promise<void> {
    const tab = this.page.getByRole("tab", { name: view });
    const isDrawn = await tab
      .or(this.page.getByRole("button", { name: view, exact: true }))
      .first()
      .getAttribute("role");
    if (isDrawn === "tab") await tab.click();
    else await this.page.getByRole("button", { name: view, exact: true }).click();
  }
}
