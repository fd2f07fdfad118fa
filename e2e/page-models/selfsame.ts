import type { Page } from "@playwright/test";

import { CritiquePanel } from "./critique-panel.ts";
import { DraftPanel, type DraftOrder } from "./draft-panel.ts";
import { FirstRun } from "./first-run.ts";
import { ImportTalk, type HistoryFile } from "./import-talk.ts";
import { LogRoom } from "./log-room.ts";
import { Shell } from "./shell.ts";
import { WriteRoom } from "./write-room.ts";

/** What a critique shows. */
export interface CritiqueReading {
  /** What each style finding says, in the order of the cards. */
  readonly findings: readonly string[];
  /** The words that the heat map marks, in the order of the text. */
  readonly oddWords: readonly string[];
}

/** The assistant as a test drives it: verbs and readings, no assertions. Single screens are below it. */
export class Selfsame {
  readonly page: Page;
  readonly seed: number;
  readonly shell: Shell;
  readonly firstRun: FirstRun;
  readonly write: WriteRoom;
  readonly drafts: DraftPanel;
  readonly critiques: CritiquePanel;
  readonly imports: ImportTalk;
  readonly log: LogRoom;

  constructor(page: Page, seed: number) {
    this.page = page;
    this.seed = seed;
    this.shell = new Shell(page);
    this.firstRun = new FirstRun(page);
    this.write = new WriteRoom(page);
    this.drafts = new DraftPanel(page);
    this.critiques = new CritiquePanel(page);
    this.imports = new ImportTalk(page);
    this.log = new LogRoom(page);
  }

  /** Opens a room, Write when none is named, with the seed in the address. */
  async open(path = "/write"): Promise<void> {
    await this.page.goto(`${path}?seed=${this.seed}`);
    await this.shell.title.waitFor();
  }

  /** Opens the same room anew, with the same seed. */
  async reload(): Promise<void> {
    await this.open(new URL(this.page.url()).pathname);
  }

  /** Resolves when the model answers and the person's words are learnt. */
  async untilReady(): Promise<void> {
    await this.shell.untilModelReady();
    await this.shell.untilPersonalised();
  }

  /** Resolves when everything that the app needs without a network is kept. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** The sample writer that ships with the app, by the first-run screen; resolves when the assistant is ready. */
  async loadSample(): Promise<void> {
    await this.open();
    await this.firstRun.trySample.click();
    await this.untilReady();
  }

  /** Imports the files of one export as this person; resolves when the assistant is ready. Ends in the room Log. */
  async loadHistory(
    files: HistoryFile | readonly HistoryFile[],
    options: { readonly me?: string } = {},
  ): Promise<void> {
    await this.open("/log/add");
    await this.imports.choose(Array.isArray(files) ? files : [files as HistoryFile]);
    if (options.me !== undefined) await this.imports.chooseMe(options.me);
    await this.imports.keepAll();
    await this.untilReady();
  }

  /** Types at the end of the open document. */
  async type(text: string): Promise<void> {
    await this.toWrite();
    await this.write.type(text);
  }

  /** The ghost text that stands at the caret. */
  async suggestion(): Promise<string> {
    return this.write.suggestion();
  }

  /** Has the assistant draft; the texts of the candidates, the most like the person first. */
  async draft(order: DraftOrder): Promise<readonly string[]> {
    await this.toWrite();
    await this.write.openMargin("Draft");
    await this.drafts.order(order);
    await this.drafts.untilDone();
    return this.drafts.texts();
  }

  /** What stands out in a text; without one, in the open document. */
  async critique(text?: string): Promise<CritiqueReading> {
    await this.toWrite();
    if (text !== undefined) await this.write.replaceText(text);
    await this.write.openMargin("Critique");
    await this.critiques.run();
    return { findings: await this.critiques.messages(), oddWords: await this.write.heatWords.allTextContents() };
  }

  private async toWrite(): Promise<void> {
    const isThere = new URL(this.page.url()).pathname.startsWith("/write");
    if (!isThere) await this.shell.goTo("Write");
  }
}
