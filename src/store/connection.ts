import { Database, SCHEMA_VERSION } from "./schema.ts";
import { StoreError, toStoreError } from "./errors.ts";

/** How long others get to let go of the database before a call fails with `blocked`. */
const patienceMs = 5000;

/**
 * The open database, opened again where it was let go. It lets go whenever another tab wants to delete or
 * upgrade; the next call opens what is there then: an empty database after “forget everything”, or the error
 * `newer-version` after an upgrade.
 */
export class Connection {
  readonly #name: string;
  readonly #onLetGo: () => void;
  #opening: Promise<Database> | null = null;
  #isClosed = false;

  constructor(name: string, onLetGo: () => void) {
    this.#name = name;
    this.#onLetGo = onLetGo;
  }

  /** Runs something on the open database; whatever goes wrong becomes a `StoreError`. */
  async use<T>(work: (db: Database) => PromiseLike<T>): Promise<T> {
    try {
      return await work(await this.#open());
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** Closes the database until the next call; transactions that run are finished first. */
  async letGo(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    try {
      (await opening)?.close();
    } catch {
      // It never opened: there is nothing to let go.
    }
  }

  /** Closes for good. */
  close(): void {
    this.#isClosed = true;
    void this.letGo();
  }

  /** Deletes the database from the disk; `blocked` when another tab does not let go in time. */
  async delete(): Promise<void> {
    this.#refuseWhenClosed();
    await this.letGo();
    try {
      await settled(factory().deleteDatabase(this.#name));
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async #open(): Promise<Database> {
    this.#refuseWhenClosed();
    const present = this.#opening;
    if (present !== null) {
      const db = await present;
      if (db.isOpen()) return db;
      // The browser closed it, as when the person clears the data of the site.
      if (this.#opening === present) this.#opening = null;
      return this.#open();
    }
    const opening = this.#openAnew();
    this.#opening = opening;
    try {
      return await opening;
    } catch (error) {
      if (this.#opening === opening) this.#opening = null;
      throw error;
    }
  }

  async #openAnew(): Promise<Database> {
    await refuseNewer(this.#name);
    const db = new Database(this.#name);
    db.on("versionchange", () => {
      db.close();
      this.#onLetGo();
      return false; // Dexie's own handler would only repeat this, with a warning.
    });
    const blocked = new Promise<never>((_, reject) => {
      db.on("blocked", () => {
        setTimeout(() => reject(blockedError()), patienceMs);
        return false;
      });
    });
    try {
      await Promise.race([db.open(), blocked]);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new StoreError("closed", "The log was closed.");
  }
}

function factory(): IDBFactory {
  // A sandboxed frame throws already when it is asked for.
  const found = (globalThis as { indexedDB?: IDBFactory | null }).indexedDB;
  if (!found) throw new StoreError("unavailable", "This browser offers no storage here.");
  return found;
}

function blockedError(): StoreError {
  return new StoreError("blocked", "Another tab still has the log open; close it and try again.");
}

/**
 * [Note: newer version] Dexie opens a database of a higher version without complaint and even adds the tables
 * that it misses. An older app must not touch what a newer one wrote, so the version is read first, without Dexie.
 */
async function refuseNewer(name: string): Promise<void> {
  const request = factory().open(name);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.transaction?.abort(); // It is not there yet; Dexie shall create it.
  };
  try {
    const found = await settled(request);
    const version = Math.floor(found.version / 10);
    found.close();
    if (version > SCHEMA_VERSION) {
      throw new StoreError(
        "newer-version",
        `The log on this device was written by a newer version of Selfsame (${version}, this one reads ${SCHEMA_VERSION}); nothing was changed.`,
      );
    }
  } catch (error) {
    if (!isNew) throw error;
  }
}

/** The result of a request, or `blocked` when others stand in its way for too long. */
function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new StoreError("unexpected", "The browser gave no reason."));
    if (request instanceof IDBOpenDBRequest) {
      request.onblocked = () => setTimeout(() => reject(blockedError()), patienceMs);
    }
  });
}
