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
    const own = new StoreError("blocked", "…");
    expect(toStoreError(own)).toBe(own);
  });
});
