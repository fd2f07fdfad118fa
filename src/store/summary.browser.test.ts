import { describe, expect, it } from "vitest";

import type { LogEntry, LogSource } from "../log/log-entry.ts";
import type { Damage } from "./damage.ts";
import { readCounts, recount } from "./counts.ts";
import { entry, withStore, withTables } from "./test-entries.ts";

describe("summary", () => {
  it("[S30] counts what is there, and knows the first and the last moment", () =>
    withStore(async (store) => {
      expect(await store.entries.summary()).toEqual({
        entries: 0,
        ownEntries: 0,
        excludedEntries: 0,
        sources: {},
        registers: {},
        firstSentAt: null,
        lastSentAt: null,
      });
      await store.entries.addBatch([entry("undated", { sentAt: null })]);
      expect(await store.entries.summary()).toMatchObject({ entries: 1, firstSentAt: null, lastSentAt: null });
      await store.entries.addBatch([
        entry("a", { sentAt: -50, register: "diary" }),
        entry("b", { sentAt: 700, source: "text", isOwn: false }),
      ]);
      expect(await store.entries.summary()).toEqual({
        entries: 3,
        ownEntries: 2,
        excludedEntries: 0,
        sources: { x: 2, text: 1 },
        registers: { post: 2, diary: 1 },
        firstSentAt: -50,
        lastSentAt: 700,
      });
      await store.entries.remove(["b"]);
      expect(await store.entries.summary()).toMatchObject({ sources: { x: 2 }, lastSentAt: -50 });
    }));

  it("[S31] keeps counts equal to a recount through adding, excluding, removing and undoing", () =>
    withStore(async (store, name) => {
      let state = 5;
      const roll = (sides: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * sides);
      };
      const sources: LogSource[] = ["x", "text", "paste"];
      const some = (): LogEntry =>
        entry(`e${roll(60)}`, {
          source: sources[roll(3)] ?? "x",
          register: `r${roll(4)}`,
          isOwn: roll(2) === 0,
          isExcluded: roll(3) === 0,
          importId: `i${roll(3)}`,
        });
      const ids = (): string[] => Array.from({ length: roll(8) }, () => `e${roll(60)}`);
      for (let round = 0; round < 80; round++) {
        const deed = roll(6);
        if (deed < 3) await store.entries.addBatch(Array.from({ length: roll(12) }, some));
        else if (deed === 3) await store.entries.setExcluded(ids(), roll(2) === 0);
        else if (deed === 4) await store.entries.remove(ids());
        else if (roll(3) === 0) await store.imports.undo(`i${roll(3)}`);
        if (round % 8 !== 7) continue;
        const [kept, counted] = await withTables(name, async (db) => [await readCounts(db), await recount(db)]);
        expect(kept).toEqual(counted);
        expect(counted?.entries).toBeGreaterThan(0);
      }
    }));

  it("[S32] does not look at the entries: what was slipped in behind its back is not counted", () =>
    withStore(async (store, name) => {
      await store.entries.addBatch([entry("a")]);
      await withTables(name, async (db) => {
        const row = await db.entries.get(0);
        if (row !== undefined) await db.entries.add({ ...row, n: 1, id: "slipped in" });
      });
      expect((await store.entries.summary()).entries).toBe(1);
    }));

  it("[S33] counts anew, and says so, where the counts are damaged or lost", async () => {
    const heard: Damage[] = [];
    await withStore(
      async (store, name) => {
        await store.entries.addBatch([entry("a"), entry("b", { isOwn: false })]);
        const right = await store.entries.summary();
        for (const damage of [{ entries: Number.NaN }, { sources: {} }, { registers: new Map([["post", -1]]) }]) {
          await withTables(name, (db) => db.counts.update("log", damage as object));
          expect(await store.entries.summary()).toEqual(right);
          expect(await withTables(name, readCounts)).toMatchObject({ entries: 2 });
        }
        await withTables(name, (db) => db.counts.clear());
        await store.entries.addBatch([entry("c")]);
        expect(await store.entries.summary()).toMatchObject({ entries: 3, ownEntries: 2 });
      },
      { onDamage: (damage) => heard.push(damage) },
    );
    expect(heard).toEqual(Array.from({ length: 3 }, () => ({ table: "counts", key: "log" })));
  });
});
