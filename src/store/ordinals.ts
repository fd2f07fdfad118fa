import { Dexie } from "dexie";

/**
 * The ordinals of entries by id, undefined where there is none. Call it in a transaction on `entries`.
 * Dexie can only walk an index with a cursor, which took four times as long for a batch of 500: hence all
 * requests at once, on the transaction that Dexie opened.
 */
export async function ordinalsOf(ids: readonly string[]): Promise<(number | undefined)[]> {
  const index = Dexie.currentTransaction.idbtrans.objectStore("entries").index("id");
  return new Dexie.Promise<(number | undefined)[]>((resolve, reject) => {
    const ordinals: (number | undefined)[] = [];
    let waiting = ids.length;
    if (waiting === 0) resolve(ordinals);
    for (const [place, id] of ids.entries()) {
      const request = index.getKey(id);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const found = request.result;
        ordinals[place] = typeof found === "number" ? found : undefined;
        if (--waiting === 0) resolve(ordinals);
      };
    }
  });
}
