import { openStore } from "./open-store.ts";
import { entry } from "./test-entries.ts";

/** Writes batch after batch until it is killed; tells after each one that is kept. */
addEventListener("message", ({ data }: MessageEvent<{ name: string; batchSize: number; batches: number }>) => {
  void write(data);
});

async function write({ name, batchSize, batches }: { name: string; batchSize: number; batches: number }) {
  const store = await openStore(name);
  await store.imports.begin({ id: "killed", source: "x", title: "killed.zip" });
  for (let batch = 0; batch < batches; batch++) {
    await store.entries.addBatch(
      Array.from({ length: batchSize }, (_, at) =>
        entry(`${batch}-${at}`, { importId: "killed", text: `batch${batch} entry${at} shared words here` }),
      ),
    );
    postMessage(batch);
  }
}
