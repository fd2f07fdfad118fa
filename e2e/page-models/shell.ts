import type { Locator, Page } from "@playwright/test";

export type RoomName = "Write" | "Predict" | "Persona" | "Log" | "Models" | "Privacy";

/** What lies around every room: the rail, the status line, notices, dialogs. */
export class Shell {
  readonly page: Page;
  readonly rooms: Locator;
  readonly status: Locator;
  /** The model that is loaded, and on what. */
  readonly model: Locator;
  readonly requestsLeft: Locator;
  readonly notices: Locator;
  readonly announcements: Locator;
  readonly title: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rooms = page.getByRole("navigation", { name: "Rooms" });
    this.status = page.getByRole("contentinfo", { name: "Status" });
    this.model = this.status.getByRole("link", { name: /^Model:/ });
    this.requestsLeft = this.status.getByRole("link", { name: /left this device/ });
    this.notices = page.getByRole("region", { name: "Notices" });
    this.announcements = page.getByRole("status", { name: "Announcements" });
    this.title = page.getByRole("heading", { level: 1 });
  }

  /** Walks to a room by the rail; nothing is loaded anew. */
  async goTo(room: RoomName): Promise<void> {
    await this.rooms.getByRole("link", { name: room }).click();
  }

  /** Resolves when the model answers. */
  async untilModelReady(): Promise<void> {
    await this.status.getByRole("link", { name: /^Model: .+ on (WebGPU|wasm)/ }).waitFor({ timeout: 90_000 });
  }

  /** Resolves when the person's words are learnt, after an import or at the start. */
  async untilPersonalised(): Promise<void> {
    await this.status.getByText(/^personalised on/).waitFor({ timeout: 90_000 });
  }

  async undo(): Promise<void> {
    await this.notices.getByRole("button", { name: "Undo" }).click();
  }

  async chooseAppearance(name: "system" | "light" | "dark"): Promise<void> {
    await this.page.getByRole("button", { name: "Settings" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("button", { name: /Appearance/ }).click();
    const words = { system: "As the system", light: /^Light/, dark: /^Dark/ };
    await this.page.getByRole("option", { name: words[name] }).click();
    await dialog.getByRole("button", { name: "Close" }).first().click();
  }
}
