import { Dexie } from "dexie";
import { describe, expect, it } from "vitest";

import { StoreError, toStoreError } from "./errors.ts";

describe("errors", () => {
  it("[S60] names a full disk, however deep Dexie wraps it", () => {
    const full = new DOMException("no", "QuotaExceededError");
    expect(toStoreError(full).code).toBe("quota-full");
    expect(toStoreError(new Dexie.AbortError("aborted", full)).code).toBe("quota-full");
    expect(toStoreError(new Dexie.BulkError("2 of 3 failed", [full])).code).toBe("quota-full");
  });

  it("[S61] gives every failure of the browser a code of ours and keeps what it was", () => {
    const closed = new Dexie.DatabaseClosedError();
    expect(toStoreError(closed)).toMatchObject({ code: "closed", cause: closed });
    expect(toStoreError(new DOMException("", "VersionError")).code).toBe("newer-version");
    expect(toStoreError(new DOMException("", "SecurityError")).code).toBe("unavailable");
    expect(toStoreError(new DOMException("", "UnknownError")).code).toBe("damaged");
    expect(toStoreError(new Error("constructor")).code).toBe("unexpected");
    expect(toStoreError(null).code).toBe("unexpected");
    expect(toStoreError(new DOMException("The transaction was aborted.", "AbortError")).code).toBe("closed");
    const own = new StoreError("blocked", "…");
    expect(toStoreError(own)).toBe(own);
  });

  it("[S61] goes by the browser's words where one name stands for different things", () => {
    const unknown = (message: string): string => toStoreError(new DOMException(message, "UnknownError")).code;
    expect(unknown("The user denied permission to access the database.")).toBe("unavailable");
    expect(unknown("Internal error opening backing store for indexedDB.open.")).toBe("damaged");
    expect(unknown("Connection to Indexed Database server lost. Refresh the page to try again")).toBe("closed");
    const denied = new DOMException("The user denied permission to access the database.", "UnknownError");
    expect(toStoreError(new Dexie.OpenFailedError(denied)).code).toBe("unavailable");
    const readOnly = "A mutation operation was attempted on a database that did not allow mutations.";
    expect(toStoreError(new DOMException(readOnly, "InvalidStateError")).code).toBe("unavailable");
    // An entry's words in an error of ours decide nothing.
    expect(toStoreError(new Error("denied permission")).code).toBe("unexpected");
  });
});
