import type { CallContext, Handlers } from "../../channel/contract.ts";
import { abortError, isAbortError } from "../../channel/wire-error.ts";
import { createTally } from "../../log/import-tally.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import { nothingToKeep } from "../../log/nothing-to-keep.ts";
import { openLog, readLog, toLogEntry } from "../../log/read-log.ts";
import type { Store } from "../../store/store.ts";
import type { ImportOutcome, ImportProgress } from "../import-desk.ts";
import type { ImportContract } from "./import-contract.ts";
import { whileRunning } from "./running-imports.ts";

/** Entries of one write: a killed tab loses at most this many, and each write stays well under a frame’s patience. */
const batchEntries = 500;
const progressEveryMs = 100;

type OpenStore = (name?: string) => Promise<Store>;

/** The import worker's methods over a way to open the store. */
export function createImportHandlers(openStore: OpenStore): Handlers<ImportContract> {
  const running = new Map<string, AbortController>();
  return {
    async preview({ id, files, title, as }, context) {
      const log = await openLog(files, { signal: context.signal, as: as ?? undefined });
      const tally = createTally();
      const progress = startProgress(context, "reading", log.totalBytes);
      for await (const item of readLog(log, { signal: context.signal, onBytes: progress.onBytes })) {
        tally.add(item);
        progress.tell(tally.entries);
      }
      progress.tell(tally.entries, true);
      const found = tally.result({ importId: id });
      if (found.entries === 0) throw nothingToKeep(title, found.rejections);
      const { own: _, ...preview } = found;
      return { ...preview, id, title };
    },
    async keep(params, context) {
      const controller = new AbortController();
      running.set(params.importId, controller);
      const store = await openStore(params.storeName ?? undefined);
      try {
        const signal = AbortSignal.any([context.signal, controller.signal]);
        return await whileRunning(params.importId, () => keep(params, { ...context, signal }, store));
      } finally {
        running.delete(params.importId);
        store.close();
      }
    },
    watch: ({ lockName }) =>
      new Promise((resolve) => {
        void navigator.locks.request(lockName, () => {
          resolve(null);
          return new Promise<never>(() => undefined);
        });
      }),
    stop({ importId }) {
      running.get(importId)?.abort(abortError());
      return null;
    },
  };
}

async function keep(
  params: ImportContract["keep"]["params"],
  { signal, emit }: CallContext<ImportProgress>,
  store: Store,
): Promise<ImportOutcome> {
  const { importId, files, title, source, as } = params;
  const me = new Set(params.me);
  const log = await openLog(files, { signal, as: as ?? undefined });
  const tally = createTally();
  const progress = startProgress({ emit }, "storing", log.totalBytes);
  let added = 0;
  let known = 0;
  let batch: LogEntry[] = [];
  const write = async (): Promise<void> => {
    if (batch.length === 0) return;
    const counts = await store.entries.addBatch(batch);
    added += counts.added;
    known += counts.known;
    batch = [];
  };

  await store.imports.begin({ id: importId, source, title });
  try {
    for await (const item of readLog(log, { signal, onBytes: progress.onBytes })) {
      tally.add(item);
      if (item.kind === "entry" && batch.push(toLogEntry(item.entry, me, importId)) >= batchEntries) {
        await write();
        signal.throwIfAborted();
      }
      progress.tell(added + known);
    }
    await write();
  } catch (error) {
    // What is stored stays and is on record, so that it can be undone; the cause matters more than a failing record.
    await close().catch((failure: unknown) => {
      if (isAbortError(error)) throw failure;
    });
    throw error;
  }
  await close();
  progress.tell(added + known, true);
  return { importId, added, known, rejections: tally.rejections() };

  async function close(): Promise<void> {
    const rejected = tally.rejections().reduce((sum, group) => sum + group.count, 0);
    // An import that brought nothing leaves no trace: importing twice changes nothing.
    if (added === 0) await store.imports.undo(importId);
    else await store.imports.finish(importId, { added, known, rejected });
  }
}

function startProgress(
  { emit }: Pick<CallContext<ImportProgress>, "emit">,
  step: ImportProgress["step"],
  totalBytes: number,
): {
  readonly onBytes: (bytes: number) => void;
  readonly tell: (entries: number, isLast?: boolean) => void;
} {
  let doneBytes = 0;
  let toldAtMs = -Infinity;
  return {
    onBytes(bytes) {
      doneBytes += bytes;
    },
    tell(entries, isLast = false) {
      const nowMs = performance.now();
      if (!isLast && nowMs - toldAtMs < progressEveryMs) return;
      toldAtMs = nowMs;
      emit({ step, doneBytes: isLast ? totalBytes : Math.min(doneBytes, totalBytes), totalBytes, entries });
    },
  };
}
